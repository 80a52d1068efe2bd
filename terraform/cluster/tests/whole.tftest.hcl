# All of it with the defaults and nothing but a project, and what is made only where it is asked for.
mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  project = "example-gamgui"
}

run "defaults" {
  command = plan

  assert {
    condition     = google_container_cluster.this.location == "europe-west1" && google_container_cluster.this.name == "gamgui"
    error_message = "The defaults must make a regional cluster."
  }
  assert {
    condition     = length(google_container_cluster.this.authenticator_groups_config) == 0
    error_message = "Without a security group, groups must not be asked for."
  }
  assert {
    condition     = length(google_billing_budget.this) == 0
    error_message = "Without a billing account there must be no budget."
  }
  assert {
    condition     = length(google_project_service.needed) == 13 && alltrue([for service in google_project_service.needed : !service.disable_on_destroy])
    error_message = "All services must be enabled, and stay so."
  }
}

run "budget" {
  command = plan

  variables {
    billing_account = "012345-6789AB-CDEF01"
    monthly_budget  = 500
    alert_emails    = ["owner@example.com"]
  }

  assert {
    condition     = google_billing_budget.this[0].amount[0].specified_amount[0].units == "500" && length(google_billing_budget.this[0].threshold_rules) == 4
    error_message = "The budget must be watched at a half, at nine tenths, at all of it, and ahead."
  }
  assert {
    condition     = length(google_billing_budget.this[0].all_updates_rule[0].monitoring_notification_channels) == 1
    error_message = "The budget must tell those who are told."
  }
}

run "alerts" {
  command = plan

  variables {
    alert_emails = ["owner@example.com", "second@example.com"]
  }

  assert {
    condition     = alltrue([for policy in merge(google_monitoring_alert_policy.measured, google_monitoring_alert_policy.logged) : length(policy.notification_channels) == 2 && length(policy.documentation[0].content) > 40])
    error_message = "Each alert must tell everybody what to do."
  }
  assert {
    condition     = length(jsondecode(google_monitoring_dashboard.this.dashboard_json).mosaicLayout.tiles) == 6
    error_message = "The dashboard must have its charts."
  }
  assert {
    condition = alltrue([
      for tile in jsondecode(google_monitoring_dashboard.this.dashboard_json).mosaicLayout.tiles :
      strcontains(tile.widget.xyChart.dataSets[0].timeSeriesQuery.prometheusQuery, "namespace!~\"kube-.*|gke-.*|gmp-.*|gamgui-system\"") if startswith(tile.widget.title, "Sessions")
    ])
    error_message = "Charts of sessions must not count other pods."
  }
  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.measured :
      strcontains(policy.conditions[0].condition_prometheus_query_language[0].query, "!~\"kube-.*|gke-.*|gmp-.*|gamgui-system\"") if startswith(policy.display_name, "GamGUI: Sessions")
    ])
    error_message = "Alerts on sessions must not tell of other pods."
  }
}

run "backups" {
  command = plan

  assert {
    condition     = google_gke_backup_backup_plan.this.backup_schedule[0].cron_schedule == "17 3 * * *" && google_gke_backup_backup_plan.this.backup_config[0].all_namespaces
    error_message = "All namespaces must be backed up every day."
  }
  assert {
    condition     = google_container_cluster.this.addons_config[0].gke_backup_agent_config[0].enabled
    error_message = "The cluster must have the agent of backups."
  }
}
