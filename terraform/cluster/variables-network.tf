variable "nodes_range" {
  type        = string
  description = "Addresses of nodes. A /22 has a thousand."
  default     = "10.20.0.0/22"

  validation {
    condition     = can(cidrnetmask(var.nodes_range)) && try(tonumber(split("/", var.nodes_range)[1]), 0) <= 24
    error_message = "nodes_range must be an IPv4 range of /24 or larger, like 10.20.0.0/22."
  }
}

variable "pods_range" {
  type        = string
  description = "Addresses of pods: each node takes a /26 of it, so a /14 is enough for 4,096 nodes. It cannot be changed later."
  default     = "10.24.0.0/14"

  validation {
    condition     = can(cidrnetmask(var.pods_range)) && try(tonumber(split("/", var.pods_range)[1]), 99) <= 18
    error_message = "pods_range must be an IPv4 range of /18 or larger, like 10.24.0.0/14: it cannot grow later."
  }
}

variable "services_range" {
  type        = string
  description = "Addresses of the cluster's services."
  default     = "10.21.0.0/20"

  validation {
    condition     = can(cidrnetmask(var.services_range))
    error_message = "services_range must be an IPv4 range, like 10.21.0.0/20."
  }
}
