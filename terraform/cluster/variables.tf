variable "project" {
  type        = string
  description = "The id of the Google Cloud project that all of this is made in. It should hold nothing else."

  validation {
    condition     = can(regex("^([a-z0-9.-]+:)?[a-z][-a-z0-9]{4,28}[a-z0-9]$", var.project))
    error_message = "project must be a project's id: 6 to 30 small letters, digits and “-”, beginning with a letter."
  }
}

variable "location" {
  type        = string
  description = "The region of the cluster, its network, its images and its backups. Choose one near the admins: each keystroke goes there and back."
  default     = "europe-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.location))
    error_message = "location must be a region like europe-west1. A zone will not do: a regional cluster goes on when a zone is lost."
  }
}

variable "name" {
  type        = string
  description = "The cluster's name, with which the names of all else begin."
  default     = "gamgui"

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,18}[a-z0-9])?$", var.name))
    error_message = "name must have small letters, digits and “-” only, at most 20, beginning with a letter."
  }
}

variable "labels" {
  type        = map(string)
  description = "Labels on all that can have them, such as a cost centre."
  default     = {}

  validation {
    condition     = alltrue([for key, value in var.labels : can(regex("^[a-z][-_a-z0-9]{0,62}$", key)) && can(regex("^[-_a-z0-9]{0,63}$", value))])
    error_message = "labels must have small letters, digits, “-” and “_” only, at most 63, and keys must begin with a letter."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether Terraform refuses to remove the cluster. Only a tear-down sets it to false, in an apply of its own."
  default     = true
}
