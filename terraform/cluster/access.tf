variable "security_group" {
  type        = string
  description = "The group gke-security-groups@DOMAIN, in which the groups must be that roles in the cluster name. null: roles name people only."
  default     = null

  validation {
    condition     = var.security_group == null || can(regex("^gke-security-groups@[a-z0-9.-]+\\.[a-z]+$", var.security_group))
    error_message = "security_group must be gke-security-groups@ and your domain: GKE takes no other name."
  }
}

variable "users" {
  type        = set(string)
  description = "Who may sign in to the cluster, such as group:gam-admins@example.com. What they may do in it is said by terraform/workspace."
  default     = []

  validation {
    condition     = alltrue([for user in var.users : can(regex("^(user|group|serviceAccount):[^@\\s]+@[a-z0-9.-]+\\.[a-z]+$", user))])
    error_message = "users must be like group:NAME@DOMAIN, user:NAME@DOMAIN or serviceAccount:NAME@DOMAIN. Whole domains and allUsers are refused."
  }
}

# Finding the cluster and reaching its API server, and nothing in it: roles/container.developer and its like would let
# a person into every pod of every namespace, past all roles of the cluster.
resource "google_project_iam_custom_role" "connect" {
  role_id     = "${replace(var.name, "-", "_")}_connect"
  title       = "GamGUI: reach the cluster"
  description = "Reach the API server of a cluster by its DNS endpoint; what is done there is for the cluster's own roles."
  permissions = ["container.clusters.connect", "container.clusters.get"]

  depends_on = [google_project_service.needed]
}

resource "google_project_iam_member" "connect" {
  for_each = var.users

  project = var.project
  role    = google_project_iam_custom_role.connect.id
  member  = each.value
}

resource "google_project_iam_member" "find" {
  for_each = var.users

  project = var.project
  role    = "roles/container.clusterViewer"
  member  = each.value

  depends_on = [google_project_service.needed]
}
