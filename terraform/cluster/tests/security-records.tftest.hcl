# What is written down, kept and told.
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

run "records" {
  command = plan


  assert {
    condition     = alltrue([for config in google_project_iam_audit_config.data_access : toset([for log in config.audit_log_config : log.log_type]) == toset(["ADMIN_READ", "DATA_READ", "DATA_WRITE"])])
    error_message = "Reading and writing must be logged."
  }
  assert {
    condition     = toset([for config in google_project_iam_audit_config.data_access : config.service]) == toset(["container.googleapis.com", "iam.googleapis.com", "iamcredentials.googleapis.com", "secretmanager.googleapis.com", "artifactregistry.googleapis.com"])
    error_message = "The cluster, rights, signing, secrets and images must be audited."
  }
  assert {
    condition     = alltrue([for config in google_project_iam_audit_config.data_access : config.project == "example-gamgui"]) && google_logging_project_bucket_config.audit.project == "example-gamgui"
    error_message = "It must be GamGUI’s project that is audited."
  }
  assert {
    condition     = google_logging_project_bucket_config.audit.retention_days == 400
    error_message = "Audit logs must be kept for over a year."
  }
  assert {
    condition     = google_logging_project_bucket_config.audit.location == "europe-west1"
    error_message = "Audit logs must lie in the cluster’s region."
  }
  assert {
    condition     = google_logging_project_bucket_config.audit.bucket_id == "gamgui-audit"
    error_message = "Audit logs must lie in a bucket of their own."
  }
  assert {
    condition     = !google_logging_project_bucket_config.audit.locked
    error_message = "Whether audit logs can never be removed must be for the owner to say."
  }
  assert {
    condition     = google_logging_project_sink.audit.filter == "log_id(\"cloudaudit.googleapis.com/activity\") OR log_id(\"cloudaudit.googleapis.com/data_access\") OR log_id(\"cloudaudit.googleapis.com/policy\")"
    error_message = "Audit logs must go into their bucket, all three."
  }
  assert {
    condition     = google_logging_project_sink.audit.destination == "logging.googleapis.com/${google_logging_project_bucket_config.audit.id}" && google_logging_project_sink.audit.unique_writer_identity
    error_message = "Audit logs must go nowhere else."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.cluster == google_container_cluster.this.id && google_gke_backup_restore_plan.this.cluster == google_container_cluster.this.id && google_gke_backup_restore_plan.this.backup_plan == google_gke_backup_backup_plan.this.id
    error_message = "It must be this cluster that is backed up and restored."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.location == "europe-west1" && google_gke_backup_restore_plan.this.location == "europe-west1"
    error_message = "Backups must lie in the cluster’s region."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.backup_schedule[0].cron_schedule == "17 3 * * *"
    error_message = "A backup must be made every day."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.backup_config[0].all_namespaces && google_gke_backup_backup_plan.this.backup_config[0].include_volume_data
    error_message = "A backup must hold all workspaces, with their volumes."
  }
  assert {
    condition     = !google_gke_backup_backup_plan.this.backup_config[0].include_secrets
    error_message = "Backups must hold no secrets."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.retention_policy[0].backup_retain_days == 30
    error_message = "A backup must be kept for a month."
  }
  assert {
    condition     = google_gke_backup_backup_plan.this.retention_policy[0].backup_delete_lock_days == 7
    error_message = "Nobody may remove a fresh backup."
  }
  assert {
    condition     = google_gke_backup_restore_plan.this.restore_config[0].namespaced_resource_restore_mode == "MERGE_SKIP_ON_CONFLICT" && google_gke_backup_restore_plan.this.restore_config[0].cluster_resource_conflict_policy == "USE_EXISTING_VERSION"
    error_message = "A restore must leave what is there as it is."
  }
  assert {
    condition     = google_gke_backup_restore_plan.this.restore_config[0].all_namespaces && google_gke_backup_restore_plan.this.restore_config[0].cluster_resource_restore_scope[0].all_group_kinds && google_gke_backup_restore_plan.this.restore_config[0].volume_data_restore_policy == "RESTORE_VOLUME_DATA_FROM_BACKUP"
    error_message = "A restore must bring all of it back."
  }
  assert {
    condition     = google_monitoring_notification_channel.email["owner@example.com"].type == "email" && google_monitoring_notification_channel.email["owner@example.com"].labels.email_address == "owner@example.com"
    error_message = "Those who are named must be told."
  }
  assert {
    condition     = alltrue([for policy in concat(values(google_monitoring_alert_policy.measured), values(google_monitoring_alert_policy.logged)) : policy.notification_channels == tolist([google_monitoring_notification_channel.email["owner@example.com"].id])])
    error_message = "Each alert must be told to them."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.logged["rights"].conditions[0].condition_matched_log[0].filter, "protoPayload.methodName=\"SetIamPolicy\" resource.type=\"project\"")
    error_message = "A change of rights must be told."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.logged["refused"].conditions[0].condition_matched_log[0].filter, "protoPayload.methodName=\"io.k8s.core.v1.pods.create\" protoPayload.status.message:\"ValidatingAdmissionPolicy\"")
    error_message = "A pod that was refused must be told."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.logged["backup"].conditions[0].condition_matched_log[0].filter, "severity>=ERROR")
    error_message = "A backup that failed must be told."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.measured["throttled"].conditions[0].condition_prometheus_query_language[0].query, "code=\"429\"")
    error_message = "An API server that turns requests away must be told."
  }
  assert {
    condition     = google_billing_budget.this[0].billing_account == "012345-6789AB-CDEF01" && toset(google_billing_budget.this[0].budget_filter[0].projects) == toset(["projects/${data.google_project.this.number}"]) && data.google_project.this.project_id == "example-gamgui"
    error_message = "It must be this project’s cost that is watched."
  }
  assert {
    condition     = google_billing_budget.this[0].amount[0].specified_amount[0].units == "200"
    error_message = "The budget must be what is said."
  }
  assert {
    condition     = [for rule in google_billing_budget.this[0].threshold_rules : rule.threshold_percent] == [0.5, 0.9, 1, 1] && google_billing_budget.this[0].threshold_rules[3].spend_basis == "FORECASTED_SPEND"
    error_message = "Cost must be told at a half, at nine tenths, at all of it, and ahead."
  }
  assert {
    condition     = google_billing_budget.this[0].all_updates_rule[0].monitoring_notification_channels == tolist([google_monitoring_notification_channel.email["owner@example.com"].id]) && !google_billing_budget.this[0].all_updates_rule[0].disable_default_iam_recipients
    error_message = "Cost must be told to them, and to who pays."
  }
}
