variable "github_repository" {
  type        = string
  description = "The repository, OWNER/NAME, whose workflows may push images, plan and apply. null: none may."
  default     = null

  validation {
    condition     = var.github_repository == null || can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository must be OWNER/NAME."
  }
}

locals {
  # What a workflow may be, by the environment of GitHub that it runs in: the approval is asked for there. One that is in none may do nothing.
  deliverers = var.github_repository == null ? {} : {
    image = { environment = "image", roles = ["roles/containeranalysis.occurrences.viewer"] }
    plan  = { environment = "plan", roles = ["roles/viewer", "roles/iam.securityReviewer"] }
    # An owner may do all, and enter every session: the approval that `production` asks for is what stands before that.
    apply = { environment = "production", roles = ["roles/owner"] }
  }
  deliverer_roles = merge([
    for name, deliverer in local.deliverers : { for role in deliverer.roles : "${name}/${role}" => { name = name, role = role } }
  ]...)
}

# GitHub says who a workflow is, and Google takes its word for this repository alone: there is no key to keep or to lose.
resource "google_iam_workload_identity_pool" "github" {
  count = var.github_repository == null ? 0 : 1

  workload_identity_pool_id = "${var.name}-github"
  display_name              = "GitHub"

  depends_on = [google_project_service.needed]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  count = var.github_repository == null ? 0 : 1

  workload_identity_pool_id          = google_iam_workload_identity_pool.github[0].workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository == '${var.github_repository}'"
  attribute_mapping = {
    "google.subject"        = "assertion.sub"
    "attribute.repository"  = "assertion.repository"
    "attribute.environment" = "assertion.repository + ':' + assertion.environment"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "deliverer" {
  for_each = local.deliverers

  account_id   = "${var.name}-${each.key}"
  display_name = "GamGUI: workflows that ${each.key}"

  depends_on = [google_project_service.needed]
}

resource "google_service_account_iam_member" "deliverer" {
  for_each = local.deliverers

  service_account_id = google_service_account.deliverer[each.key].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github[0].name}/attribute.environment/${var.github_repository}:${each.value.environment}"
}

resource "google_project_iam_member" "deliverer" {
  for_each = local.deliverer_roles

  project = var.project
  role    = each.value.role
  member  = google_service_account.deliverer[each.value.name].member
}

resource "google_artifact_registry_repository_iam_member" "pusher" {
  count = var.github_repository == null ? 0 : 1

  repository = google_artifact_registry_repository.images.name
  location   = var.location
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.deliverer["image"].member
}
