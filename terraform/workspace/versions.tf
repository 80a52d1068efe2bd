terraform {
  required_version = ">= 1.9"

  required_providers {
    kubernetes = {
      source = "hashicorp/kubernetes"
      # Only 2.38 is tested (setup/terraform/schemas.mjs).
      version = "~> 2.38"
    }
  }

  # Where the state lies is said to `terraform init` (README.md): the same root serves several clusters.
  backend "gcs" {}
}

# GKE by its name, as whoever runs this; or any cluster of a kubeconfig.
provider "kubernetes" {
  host           = var.cluster_endpoint == null ? null : "https://${var.cluster_endpoint}"
  config_path    = var.cluster_endpoint == null ? var.kubeconfig : null
  config_context = var.cluster_endpoint == null ? var.context : null

  dynamic "exec" {
    for_each = var.cluster_endpoint == null ? [] : [1]
    content {
      api_version = "client.authentication.k8s.io/v1beta1"
      command     = "gke-gcloud-auth-plugin"
    }
  }
}
