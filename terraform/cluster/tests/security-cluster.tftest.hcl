# What keeps the cluster, its network and its images safe: each argument that does is asserted on in files like this one.
# test/terraform/mutations.test.ts makes each of them another, and sees that its assertion fails.
mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  project           = "example-gamgui"
  security_group    = "gke-security-groups@example.com"
  users             = ["group:gam-admins@example.com"]
  billing_account   = "012345-6789AB-CDEF01"
  alert_emails      = ["owner@example.com"]
  github_repository = "example/gamgui"
  tenants = {
    example = { namespaces = ["ada", "grace"], service_account = "gam", secret = true }
  }
}

run "cluster" {
  command = plan


  assert {
    condition     = google_container_cluster.this.deletion_protection
    error_message = "The cluster must be protected from removal."
  }
  assert {
    condition     = google_container_cluster.this.enable_autopilot
    error_message = "The cluster must be Autopilot: Google hardens and mends its nodes."
  }
  assert {
    condition     = google_container_cluster.this.location == "europe-west1"
    error_message = "The cluster must be in the region that is said, in all its zones."
  }
  assert {
    condition     = google_container_cluster.this.network == google_compute_network.this.id && google_container_cluster.this.subnetwork == google_compute_subnetwork.nodes.id
    error_message = "The cluster must be in a network of its own."
  }
  assert {
    condition     = google_container_cluster.this.ip_allocation_policy[0].cluster_secondary_range_name == "pods" && google_container_cluster.this.ip_allocation_policy[0].services_secondary_range_name == "services"
    error_message = "Pods and services must have the ranges that are theirs."
  }
  assert {
    condition     = google_container_cluster.this.private_cluster_config[0].enable_private_nodes
    error_message = "Nodes must have no public address."
  }
  assert {
    condition     = google_container_cluster.this.private_cluster_config[0].enable_private_endpoint
    error_message = "The API server must have no public address."
  }
  assert {
    condition     = !google_container_cluster.this.control_plane_endpoints_config[0].ip_endpoints_config[0].enabled
    error_message = "The API server must be reached by its name alone, past IAM."
  }
  assert {
    condition     = google_container_cluster.this.control_plane_endpoints_config[0].dns_endpoint_config[0].allow_external_traffic
    error_message = "The API server’s name must be reachable for admins."
  }
  assert {
    condition     = google_container_cluster.this.datapath_provider == "ADVANCED_DATAPATH"
    error_message = "Dataplane V2 must enforce NetworkPolicies."
  }
  assert {
    condition     = google_container_cluster.this.workload_identity_config[0].workload_pool == "example-gamgui.svc.id.goog"
    error_message = "Pods must become accounts by Workload Identity."
  }
  assert {
    condition     = google_container_cluster.this.secret_manager_config[0].enabled
    error_message = "Secrets must come from Secret Manager."
  }
  assert {
    condition     = !google_container_cluster.this.master_auth[0].client_certificate_config[0].issue_client_certificate
    error_message = "No client certificate may be issued: it cannot be revoked."
  }
  assert {
    condition     = google_container_cluster.this.authenticator_groups_config[0].security_group == "gke-security-groups@example.com"
    error_message = "Groups must be known to the cluster’s roles."
  }
  assert {
    condition     = google_container_cluster.this.cluster_autoscaling[0].auto_provisioning_defaults[0].service_account == google_service_account.nodes.email
    error_message = "Nodes must be an account of their own."
  }
  assert {
    condition     = toset(google_container_cluster.this.cluster_autoscaling[0].auto_provisioning_defaults[0].oauth_scopes) == toset(["https://www.googleapis.com/auth/cloud-platform"])
    error_message = "What nodes may do must be said by their roles."
  }
  assert {
    condition     = google_container_cluster.this.release_channel[0].channel == "REGULAR"
    error_message = "The cluster must get security patches by a channel."
  }
  assert {
    condition     = [for window in google_container_cluster.this.maintenance_policy[0].recurring_window : [window.start_time, window.end_time, window.recurrence]] == [[var.maintenance.start, var.maintenance.end, var.maintenance.recurrence]]
    error_message = "Patches must come when it is said."
  }
  assert {
    condition     = google_container_cluster.this.security_posture_config[0].mode == "BASIC"
    error_message = "Workloads must be looked at for what they are allowed."
  }
  assert {
    condition     = google_container_cluster.this.security_posture_config[0].vulnerability_mode == "VULNERABILITY_BASIC"
    error_message = "Workloads must be looked at for known holes."
  }
  assert {
    condition     = toset(google_container_cluster.this.logging_config[0].enable_components) == toset(["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER"])
    error_message = "The logs of the system, the reaper and the API server must be kept."
  }
  assert {
    condition     = contains(google_container_cluster.this.monitoring_config[0].enable_components, "APISERVER") && google_container_cluster.this.monitoring_config[0].managed_prometheus[0].enabled
    error_message = "What the alerts look at must be measured."
  }
  assert {
    condition     = google_container_cluster.this.addons_config[0].gke_backup_agent_config[0].enabled
    error_message = "The cluster must have what makes its backups."
  }
  assert {
    condition     = google_project_iam_member.nodes.role == "roles/container.defaultNodeServiceAccount" && google_project_iam_member.nodes.project == "example-gamgui"
    error_message = "Nodes must have no role but that of nodes."
  }
  assert {
    condition     = google_artifact_registry_repository_iam_member.nodes.role == "roles/artifactregistry.reader"
    error_message = "Nodes must only read images."
  }
  assert {
    condition     = google_artifact_registry_repository_iam_member.nodes.repository == google_artifact_registry_repository.images.name && google_artifact_registry_repository_iam_member.nodes.location == "europe-west1"
    error_message = "Nodes must read the session images alone."
  }
  assert {
    condition     = [google_project_iam_member.nodes.member, google_artifact_registry_repository_iam_member.nodes.member] == [google_service_account.nodes.member, google_service_account.nodes.member]
    error_message = "Nobody but nodes may have the rights of nodes."
  }
  assert {
    condition     = !google_compute_network.this.auto_create_subnetworks
    error_message = "The network must have the one subnet that is named."
  }
  assert {
    condition     = google_compute_subnetwork.nodes.network == google_compute_network.this.id && google_compute_subnetwork.nodes.region == "europe-west1"
    error_message = "Nodes must be in that network, in the cluster’s region."
  }
  assert {
    condition     = [google_compute_subnetwork.nodes.ip_cidr_range, google_compute_subnetwork.nodes.secondary_ip_range[0].ip_cidr_range, google_compute_subnetwork.nodes.secondary_ip_range[1].ip_cidr_range] == [var.nodes_range, var.pods_range, var.services_range]
    error_message = "Nodes, pods and services must have the addresses that are said."
  }
  assert {
    condition     = google_compute_subnetwork.nodes.private_ip_google_access
    error_message = "Nodes must reach Google without the internet."
  }
  assert {
    condition     = google_compute_subnetwork.nodes.log_config[0].metadata == "INCLUDE_ALL_METADATA" && google_compute_subnetwork.nodes.log_config[0].flow_sampling == 0.5
    error_message = "Flows must be logged with who they are of."
  }
  assert {
    condition     = google_compute_router.this.network == google_compute_network.this.id && google_compute_router.this.region == "europe-west1" && google_compute_router_nat.this.router == google_compute_router.this.name && google_compute_router_nat.this.region == "europe-west1"
    error_message = "The way out must be that network’s."
  }
  assert {
    condition     = google_compute_router_nat.this.nat_ip_allocate_option == "AUTO_ONLY" && google_compute_router_nat.this.source_subnetwork_ip_ranges_to_nat == "ALL_SUBNETWORKS_ALL_IP_RANGES"
    error_message = "The way out must be NAT, for nodes and for pods."
  }
  assert {
    condition     = google_compute_router_nat.this.log_config[0].enable && google_compute_router_nat.this.log_config[0].filter == "ERRORS_ONLY"
    error_message = "What NAT fails at must be logged."
  }
  assert {
    condition     = google_artifact_registry_repository.images.location == "europe-west1"
    error_message = "Images must lie in the cluster’s region."
  }
  assert {
    condition     = google_artifact_registry_repository.images.docker_config[0].immutable_tags
    error_message = "A tag must never mean another image."
  }
  assert {
    condition     = google_artifact_registry_repository.images.vulnerability_scanning_config[0].enablement_config == "INHERITED"
    error_message = "Images must be scanned."
  }
  assert {
    condition     = !google_artifact_registry_repository.images.cleanup_policy_dry_run && [for policy in google_artifact_registry_repository.images.cleanup_policies : "${policy.condition[0].tag_state} ${policy.condition[0].older_than}" if policy.id == "remove-old" && policy.action == "DELETE"] == ["ANY 2592000s"]
    error_message = "Old images must be removed, and no young ones."
  }
  assert {
    condition     = [for policy in google_artifact_registry_repository.images.cleanup_policies : policy.most_recent_versions[0].keep_count if policy.id == "keep-newest" && policy.action == "KEEP"] == [50]
    error_message = "The newest ten images must be kept, with what belongs to each."
  }
  assert {
    condition     = length(google_project_service.needed) == 13 && alltrue([for name, service in google_project_service.needed : service.service == name && !service.disable_on_destroy])
    error_message = "The services of audit, scans and backups must be on, and stay so."
  }
}
