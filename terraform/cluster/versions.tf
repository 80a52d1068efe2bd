terraform {
  required_version = ">= 1.9"

  required_providers {
    google = {
      source = "hashicorp/google"
      # Only 6.50 is tested (setup/terraform/schemas.mjs); later ones are allowed, and were not tried.
      version = ">= 6.50, < 8"
    }
  }

  # Where the state lies is said to `terraform init` (README.md): the same root serves several projects.
  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.location

  # The budget's API bills its quota to a project, and refuses a person's own credentials without one.
  billing_project       = var.project
  user_project_override = true

  default_labels = merge(var.labels, { app = "gamgui" })
}
