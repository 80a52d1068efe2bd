# What keeps the project safe: each argument is asserted on here. test/terraform/mutations.test.ts changes all of them and
# sees that each assertion fails.
mock_provider "google" {}

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
  command = apply

  assert {
    condition     = google_container_cluster.this.deletion_protection
    error_message = "The cluster must be protected from removal."
  }
  assert {
    condition     = google_container_cluster.this.enable_autopilot
    error_message = "The cluster must be Autopilot: Google hardens and mends its nodes."
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
    condition     = google_container_cluster.this.release_channel[0].channel == "REGULAR"
    error_message = "The cluster must get security patches by a channel."
  }
  assert {
    condition     = google_container_cluster.this.security_posture_config[0].vulnerability_mode == "VULNERABILITY_BASIC"
    error_message = "Workloads must be looked at for known holes."
  }
  assert {
    condition     = contains(google_container_cluster.this.logging_config[0].enable_components, "APISERVER")
    error_message = "The API server’s log must be kept."
  }
  assert {
    condition     = google_project_iam_member.nodes.role == "roles/container.defaultNodeServiceAccount"
    error_message = "Nodes must have no role but that of nodes."
  }
  assert {
    condition     = google_artifact_registry_repository_iam_member.nodes.role == "roles/artifactregistry.reader"
    error_message = "Nodes must only read images."
  }
}

run "network" {
  command = apply

  assert {
    condition     = !google_compute_network.this.auto_create_subnetworks
    error_message = "The network must have the one subnet that is named."
  }
  assert {
    condition     = google_compute_subnetwork.nodes.private_ip_google_access
    error_message = "Nodes must reach Google without the internet."
  }
  assert {
    condition     = google_compute_subnetwork.nodes.log_config[0].metadata == "INCLUDE_ALL_METADATA"
    error_message = "Flows must be logged with who they are of."
  }
  assert {
    condition     = google_compute_router_nat.this.nat_ip_allocate_option == "AUTO_ONLY" && google_compute_router_nat.this.log_config[0].enable
    error_message = "The way out must be NAT, whose failures are logged."
  }
}

run "images" {
  command = apply

  assert {
    condition     = google_artifact_registry_repository.images.docker_config[0].immutable_tags
    error_message = "A tag must never mean another image."
  }
  assert {
    condition     = google_artifact_registry_repository.images.vulnerability_scanning_config[0].enablement_config == "INHERITED"
    error_message = "Images must be scanned."
  }
  assert {
    condition     = !google_artifact_registry_repository.images.cleanup_policy_dry_run
    error_message = "Old images must be removed."
  }
  assert {
    condition     = [for policy in google_artifact_registry_repository.images.cleanup_policies : policy.most_recent_versions[0].keep_count if policy.action == "KEEP"] == [50]
    error_message = "The newest ten images must be kept, with what belongs to each."
  }
}

run "people" {
  command = apply

  assert {
    condition     = toset(google_project_iam_custom_role.connect.permissions) == toset(["container.clusters.connect", "container.clusters.get"])
    error_message = "People must reach the cluster, and nothing in it."
  }
  assert {
    condition     = alltrue([for grant in google_project_iam_member.find : grant.role == "roles/container.clusterViewer"])
    error_message = "People must find the cluster, and no more: roles/container.developer opens every pod."
  }
  assert {
    condition     = alltrue([for grant in google_project_iam_member.connect : grant.role == google_project_iam_custom_role.connect.id])
    error_message = "People must reach the cluster by the role that is for it."
  }
}

run "tenants" {
  command = apply

  assert {
    condition     = toset([for grant in google_service_account_iam_member.session : grant.member]) == toset(["serviceAccount:example-gamgui.svc.id.goog[ada/gam]", "serviceAccount:example-gamgui.svc.id.goog[grace/gam]"])
    error_message = "Only the named service accounts of the named namespaces may be the tenant."
  }
  assert {
    condition     = alltrue([for grant in google_service_account_iam_member.session : grant.role == "roles/iam.workloadIdentityUser"])
    error_message = "Sessions must become the tenant’s account, and have no more on it."
  }
  assert {
    condition     = google_service_account_iam_member.signs["example"].role == "roles/iam.serviceAccountTokenCreator" && google_service_account_iam_member.signs["example"].member == google_service_account.tenant["example"].member && google_service_account_iam_member.signs["example"].service_account_id == google_service_account.tenant["example"].name
    error_message = "A tenant’s account must sign for itself alone."
  }
  assert {
    condition     = google_service_account_iam_member.looks["example"].role == "roles/iam.serviceAccountViewer"
    error_message = "A tenant’s account must only look at itself."
  }
  assert {
    condition     = google_secret_manager_secret_iam_member.tenant["example"].role == "roles/secretmanager.secretAccessor" && google_secret_manager_secret_iam_member.tenant["example"].secret_id == "gam-example"
    error_message = "A tenant’s account must read its own secret, and no other."
  }
  assert {
    condition     = google_secret_manager_secret.tenant["example"].deletion_protection
    error_message = "Secrets must be protected from removal."
  }
  assert {
    condition     = google_secret_manager_secret.tenant["example"].replication[0].user_managed[0].replicas[0].location == "europe-west1"
    error_message = "Secrets must stay in the cluster’s region."
  }
}

run "audit" {
  command = apply

  assert {
    condition     = alltrue([for config in google_project_iam_audit_config.data_access : toset([for log in config.audit_log_config : log.log_type]) == toset(["ADMIN_READ", "DATA_READ", "DATA_WRITE"])])
    error_message = "Reading and writing must be logged."
  }
  assert {
    condition     = setunion(["container.googleapis.com", "iamcredentials.googleapis.com", "secretmanager.googleapis.com"], keys(google_project_iam_audit_config.data_access)) == toset(keys(google_project_iam_audit_config.data_access))
    error_message = "The cluster, signing and secrets must be audited."
  }
  assert {
    condition     = google_logging_project_bucket_config.audit.retention_days == 400
    error_message = "Audit logs must be kept for over a year."
  }
  assert {
    condition     = strcontains(google_logging_project_sink.audit.filter, "data_access") && strcontains(google_logging_project_sink.audit.filter, "activity")
    error_message = "Audit logs must go into their bucket."
  }
}

run "backup" {
  command = apply

  assert {
    condition     = !google_gke_backup_backup_plan.this.backup_config[0].include_secrets
    error_message = "Backups must hold no secrets."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.retention_policy[0].backup_delete_lock_days == 7
    error_message = "Nobody may remove a fresh backup."
  }
  assert {
    condition     = google_gke_backup_restore_plan.this.restore_config[0].namespaced_resource_restore_mode == "MERGE_SKIP_ON_CONFLICT"
    error_message = "A restore must leave what is there as it is."
  }
}

run "delivery" {
  command = apply

  assert {
    condition     = google_iam_workload_identity_pool_provider.github[0].attribute_condition == "assertion.repository == 'example/gamgui'"
    error_message = "Workflows of other repositories must be refused."
  }
  assert {
    condition     = google_iam_workload_identity_pool_provider.github[0].oidc[0].issuer_uri == "https://token.actions.githubusercontent.com"
    error_message = "Only GitHub’s word may be taken."
  }
  assert {
    condition     = alltrue([for name, environment in { image = "image", plan = "plan", apply = "production" } : endswith(google_service_account_iam_member.deliverer[name].member, "/attribute.environment/example/gamgui:${environment}")])
    error_message = "A workflow must be in the environment that its account is for."
  }
  assert {
    condition     = toset([for grant in google_project_iam_member.deliverer : grant.role if grant.member == google_service_account.deliverer["plan"].member]) == toset(["roles/viewer", "roles/iam.securityReviewer"])
    error_message = "A plan must change nothing."
  }
  assert {
    condition     = [for grant in google_project_iam_member.deliverer : grant.role if grant.member == google_service_account.deliverer["image"].member] == ["roles/containeranalysis.occurrences.viewer"]
    error_message = "The workflow of images must read what a scan found, and no more of the project."
  }
  assert {
    condition     = google_artifact_registry_repository_iam_member.pusher[0].role == "roles/artifactregistry.writer"
    error_message = "The workflow of images must push, and remove nothing."
  }
}

run "no_delivery_unasked" {
  command = plan

  variables {
    github_repository = null
  }

  assert {
    condition     = length(google_iam_workload_identity_pool.github) == 0 && length(google_service_account.deliverer) == 0 && length(google_project_iam_member.deliverer) == 0
    error_message = "Without a repository no workflow may do anything."
  }
}
