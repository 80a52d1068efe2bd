# Read by GamGUI's “Import settings” as `terraform output -json` prints them (main/settings/exchange/terraform.ts).
output "project" {
  description = "The project's id."
  value       = var.project
}

output "location" {
  description = "The cluster's region."
  value       = google_container_cluster.this.location
}

output "cluster_name" {
  description = "The cluster's name."
  value       = google_container_cluster.this.name
}

# Read by people, by CI and by terraform/workspace.
output "image_repository" {
  description = "Where session images are pushed to."
  value       = "${var.location}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "cluster_endpoint" {
  description = "The API server's name, with a certificate that is publicly trusted."
  value       = google_container_cluster.this.control_plane_endpoints_config[0].dns_endpoint_config[0].endpoint
}

output "tenant_accounts" {
  description = "The address of each tenant's account: terraform/workspace writes it on the Kubernetes service accounts, and domain-wide delegation is given to its client id."
  value = {
    for name, account in google_service_account.tenant : name => { email = account.email, client_id = account.unique_id }
  }
}

output "github" {
  description = "What the workflows' variables are set to (README.md); null where none may do anything."
  value = var.github_repository == null ? null : {
    WORKLOAD_IDENTITY_PROVIDER = google_iam_workload_identity_pool_provider.github[0].name
    IMAGE_ACCOUNT              = google_service_account.deliverer["image"].email
    PLAN_ACCOUNT               = google_service_account.deliverer["plan"].email
    APPLY_ACCOUNT              = google_service_account.deliverer["apply"].email
  }
}
