# Who nodes are: not the project's default account, which may write to everything.
resource "google_service_account" "nodes" {
  account_id   = "${var.name}-nodes"
  display_name = "GamGUI: nodes of the cluster"

  depends_on = [google_project_service.needed]
}

resource "google_project_iam_member" "nodes" {
  project = var.project
  role    = "roles/container.defaultNodeServiceAccount"
  member  = google_service_account.nodes.member
}

resource "google_artifact_registry_repository_iam_member" "nodes" {
  repository = google_artifact_registry_repository.images.name
  location   = var.location
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.nodes.member
}
