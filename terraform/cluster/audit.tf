variable "audit_retention_days" {
  type        = number
  description = "For how long it can be told who did what."
  default     = 400

  validation {
    condition     = var.audit_retention_days >= 30 && var.audit_retention_days <= 3650
    error_message = "audit_retention_days must be from 30 to 3650."
  }
}

locals {
  # Who entered which pod, who signed as which tenant, who read which secret, who pushed which image.
  audited = [
    "container.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "secretmanager.googleapis.com",
    "artifactregistry.googleapis.com",
  ]
}

resource "google_project_iam_audit_config" "data_access" {
  for_each = toset(local.audited)

  project = var.project
  service = each.value

  audit_log_config {
    log_type = "ADMIN_READ"
  }

  audit_log_config {
    log_type = "DATA_READ"
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }

  depends_on = [google_project_service.needed]
}

resource "google_logging_project_bucket_config" "audit" {
  project        = var.project
  location       = var.location
  bucket_id      = "${var.name}-audit"
  description    = "Who did what in GamGUI's project"
  retention_days = var.audit_retention_days
  # Terraform removes such a bucket with all that is in it, though its documentation says otherwise: a tear-down takes it
  # out of the state first (README.md, 11).
  # A locked bucket can never be removed or shortened, not even with its project's consent: that is for the owner to say.
  locked = false

  depends_on = [google_project_service.needed]
}

resource "google_logging_project_sink" "audit" {
  name                   = "${var.name}-audit"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.audit.id}"
  filter                 = "log_id(\"cloudaudit.googleapis.com/activity\") OR log_id(\"cloudaudit.googleapis.com/data_access\") OR log_id(\"cloudaudit.googleapis.com/policy\")"
  unique_writer_identity = true
}
