variable "keep_images" {
  type        = number
  description = "How many of the newest pushes of a session image are kept, each with its signature and provenance; older ones are removed after 30 days. The image that runs must be among them: pushes that are never used count too."
  default     = 10

  validation {
    condition     = var.keep_images >= 5 && var.keep_images <= 100 && floor(var.keep_images) == var.keep_images
    error_message = "keep_images must be a whole number from 5 to 100: the image that runs, the one before it as the way back, and what was pushed in vain."
  }
}

locals {
  # To the registry an image is this many versions: itself, its signature, its provenance, and a list that leads to each
  # of these two.
  versions_of_image = 5
}

# Where session images lie. A tag that was pushed can never mean another image.
resource "google_artifact_registry_repository" "images" {
  repository_id          = var.name
  location               = var.location
  format                 = "DOCKER"
  description            = "Session images of GamGUI"
  cleanup_policy_dry_run = false

  docker_config {
    immutable_tags = true
  }

  vulnerability_scanning_config {
    enablement_config = "INHERITED"
  }

  cleanup_policies {
    id     = "keep-newest"
    action = "KEEP"

    most_recent_versions {
      keep_count = local.versions_of_image * var.keep_images
    }
  }

  cleanup_policies {
    id     = "remove-old"
    action = "DELETE"

    condition {
      tag_state  = "ANY"
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.needed]
}
