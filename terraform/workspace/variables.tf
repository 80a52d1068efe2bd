variable "cluster_endpoint" {
  type        = string
  description = "The API server's name: the output cluster_endpoint of terraform/cluster. Null: the kubeconfig's."
  default     = null

  validation {
    condition     = var.cluster_endpoint == null || can(regex("^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$", var.cluster_endpoint))
    error_message = "cluster_endpoint must be a host's name alone, without https:// and without a path."
  }
}

variable "kubeconfig" {
  type        = string
  description = "The kubeconfig for a cluster that is not reached by cluster_endpoint."
  default     = "~/.kube/config"
}

variable "context" {
  type        = string
  description = "The context in it; null: its current one."
  default     = null
}

variable "image" {
  type        = string
  description = "The session image, by its digest: what was built, signed and scanned is then what runs."

  validation {
    condition     = can(regex("^[a-z0-9][-a-z0-9.:/_]*@sha256:[0-9a-f]{64}$", var.image))
    error_message = "image must be named by its digest: REGISTRY/gamgui/session@sha256:…"
  }
}

variable "earlier_images" {
  type        = set(string)
  description = "Images that sessions may still be made from, such as the one before an upgrade."
  default     = []

  validation {
    condition     = alltrue([for image in var.earlier_images : can(regex("^[a-z0-9][-a-z0-9.:/_]*@sha256:[0-9a-f]{64}$", image))])
    error_message = "earlier_images must each be named by a digest: REGISTRY/gamgui/session@sha256:…"
  }
}

variable "workspaces" {
  type = map(object({
    users     = optional(set(string), [])
    groups    = optional(set(string), [])
    pods      = optional(number, 10)
    max_hours = optional(number, 168)
    keyless   = optional(map(string), {})
  }))
  description = "Namespaces for sessions, by name. Of each: who may use it (addresses as Google knows them), how many pods at once, how long one may last, and for tenants without a key the Kubernetes service accounts with the address of the Google account that each one is."

  validation {
    condition     = length(var.workspaces) > 0 && alltrue([for name in keys(var.workspaces) : can(regex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", name)) && !startswith(name, "kube-") && !contains(["default", "gamgui-system"], name)])
    error_message = "workspaces must have at least one, named as namespaces are: small letters, digits and “-”, at most 63; not default, gamgui-system or kube-…."
  }

  validation {
    condition     = alltrue([for workspace in values(var.workspaces) : length(workspace.users) + length(workspace.groups) > 0])
    error_message = "workspaces must each have a user or a group. Take out the whole entry of one that nobody may use any more: its namespace goes with all that is in it."
  }

  validation {
    condition     = alltrue(flatten([for workspace in values(var.workspaces) : [for who in setunion(workspace.users, workspace.groups) : can(regex("^[^@\\s:]+@[^@\\s]+\\.[a-z]+$", who))]]))
    error_message = "workspaces must name users and groups by their addresses, such as ada@example.com."
  }

  validation {
    condition     = alltrue([for workspace in values(var.workspaces) : workspace.pods >= 1 && workspace.pods <= 500 && floor(workspace.pods) == workspace.pods])
    error_message = "workspaces must have 1 to 500 pods each."
  }

  validation {
    condition     = alltrue([for workspace in values(var.workspaces) : workspace.max_hours >= 1 && workspace.max_hours <= 168])
    error_message = "workspaces must have max_hours from 1 to 168: no session lasts longer than seven days."
  }

  validation {
    condition     = alltrue(flatten([for workspace in values(var.workspaces) : [for account, google in workspace.keyless : can(regex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", account)) && !contains(["default", "gamgui-session"], account) && can(regex("^[^@\\s]+@[-a-z0-9.]+\\.iam\\.gserviceaccount\\.com$", google))]]))
    error_message = "workspaces must name in keyless a Kubernetes service account of its own, and the address of a Google one: gam = \"gam-example@PROJECT.iam.gserviceaccount.com\"."
  }
}

variable "google_ranges" {
  type        = set(string)
  description = "The addresses that sessions reach on port 443, instead of the manifests' list of Google's own: for private.googleapis.com alone, [\"199.36.153.8/30\"]. Null: that list."
  default     = null

  validation {
    condition     = var.google_ranges == null || alltrue([for range in coalesce(var.google_ranges, []) : can(cidrhost(range, 0)) && range != "0.0.0.0/0"])
    error_message = "google_ranges must be ranges of addresses such as 199.36.153.8/30, and not all there are."
  }
}

variable "placeholders" {
  type        = number
  description = "How many standard sessions there is always room for, without waiting for a node. Each is paid for as a session."
  default     = 1

  validation {
    condition     = var.placeholders >= 0 && var.placeholders <= 50 && floor(var.placeholders) == var.placeholders
    error_message = "placeholders must be 0 to 50."
  }
}
