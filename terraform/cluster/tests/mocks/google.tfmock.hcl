# What others refer to has its names and ids in a plan already, so that nothing has to be applied, and removed again.
mock_resource "google_artifact_registry_repository" {}
mock_resource "google_compute_network" {}
mock_resource "google_compute_router" {}
mock_resource "google_compute_subnetwork" {}
mock_resource "google_container_cluster" {}
mock_resource "google_gke_backup_backup_plan" {}
mock_resource "google_iam_workload_identity_pool" {}
mock_resource "google_logging_project_bucket_config" {}
mock_resource "google_monitoring_notification_channel" {}
mock_resource "google_project_iam_custom_role" {}
mock_resource "google_secret_manager_secret" {}
mock_resource "google_service_account" {}
