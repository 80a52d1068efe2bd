# Autopilot: Google runs the nodes, and a pod costs what it asks for.
resource "google_container_cluster" "this" {
  name                = var.name
  location            = var.location
  enable_autopilot    = true
  deletion_protection = var.deletion_protection

  network           = google_compute_network.this.id
  subnetwork        = google_compute_subnetwork.nodes.id
  datapath_provider = "ADVANCED_DATAPATH" # Dataplane V2, which enforces NetworkPolicies and logs what they refuse.

  ip_allocation_policy {
    cluster_secondary_range_name  = google_compute_subnetwork.nodes.secondary_ip_range[0].range_name
    services_secondary_range_name = google_compute_subnetwork.nodes.secondary_ip_range[1].range_name
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }

  # The API server is reached by its name alone, and IAM decides who may: no VPN, no list of addresses to keep.
  control_plane_endpoints_config {
    dns_endpoint_config {
      allow_external_traffic = true
    }

    ip_endpoints_config {
      enabled = false
    }
  }

  cluster_autoscaling {
    auto_provisioning_defaults {
      service_account = google_service_account.nodes.email
      oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    }
  }

  # A pod becomes a service account of Google Cloud by this, without a key.
  workload_identity_config {
    workload_pool = "${var.project}.svc.id.goog"
  }

  secret_manager_config {
    enabled = true
  }

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }

  dynamic "authenticator_groups_config" {
    for_each = var.security_group == null ? [] : [var.security_group]

    content {
      security_group = authenticator_groups_config.value
    }
  }

  release_channel {
    channel = var.release_channel
  }

  maintenance_policy {
    recurring_window {
      start_time = var.maintenance.start
      end_time   = var.maintenance.end
      recurrence = var.maintenance.recurrence
    }
  }

  security_posture_config {
    mode               = "BASIC"
    vulnerability_mode = "VULNERABILITY_BASIC"
  }

  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER"]
  }

  monitoring_config {
    enable_components = ["SYSTEM_COMPONENTS", "APISERVER", "POD", "STORAGE", "DEPLOYMENT", "CADVISOR", "KUBELET"]

    managed_prometheus {
      enabled = true
    }
  }

  addons_config {
    gke_backup_agent_config {
      enabled = true
    }
  }

  cost_management_config {
    enabled = true
  }

  depends_on = [google_project_service.needed, google_project_iam_member.nodes]
}
