# Each variable refuses what cannot work, before anything is made.
mock_provider "google" {}

variables {
  project = "example-gamgui"
}

run "refuses_project" {
  command = plan

  variables {
    project = "My Project"
  }

  expect_failures = [var.project]
}

run "refuses_location" {
  command = plan

  variables {
    location = "europe-west1-b"
  }

  expect_failures = [var.location]
}

run "refuses_name" {
  command = plan

  variables {
    name = "Gam_GUI"
  }

  expect_failures = [var.name]
}

run "refuses_labels" {
  command = plan

  variables {
    labels = { Team = "IT" }
  }

  expect_failures = [var.labels]
}

run "refuses_nodes_range" {
  command = plan

  variables {
    nodes_range = "10.20.0.0/28"
  }

  expect_failures = [var.nodes_range]
}

run "refuses_pods_range" {
  command = plan

  variables {
    pods_range = "10.24.0.0/20"
  }

  expect_failures = [var.pods_range]
}

run "refuses_services_range" {
  command = plan

  variables {
    services_range = "everything"
  }

  expect_failures = [var.services_range]
}

run "refuses_release_channel" {
  command = plan

  variables {
    release_channel = "NIGHTLY"
  }

  expect_failures = [var.release_channel]
}

run "refuses_maintenance" {
  command = plan

  variables {
    maintenance = { start = "2026-01-03T01:00:00Z", end = "2026-01-03T02:00:00Z", recurrence = "FREQ=WEEKLY" }
  }

  expect_failures = [var.maintenance]
}

run "refuses_keep_images" {
  command = plan

  variables {
    keep_images = 4
  }

  expect_failures = [var.keep_images]
}

run "refuses_security_group" {
  command = plan

  variables {
    security_group = "admins@example.com"
  }

  expect_failures = [var.security_group]
}

run "refuses_users" {
  command = plan

  variables {
    users = ["allUsers"]
  }

  expect_failures = [var.users]
}

run "refuses_tenants" {
  command = plan

  variables {
    tenants = { example = { namespaces = ["ada"], service_account = "default" } }
  }

  expect_failures = [var.tenants]
}

run "refuses_audit_retention_days" {
  command = plan

  variables {
    audit_retention_days = 7
  }

  expect_failures = [var.audit_retention_days]
}

run "refuses_billing_account" {
  command = plan

  variables {
    billing_account = "my-account"
  }

  expect_failures = [var.billing_account]
}

run "refuses_monthly_budget" {
  command = plan

  variables {
    monthly_budget = 0
  }

  expect_failures = [var.monthly_budget]
}

run "refuses_backup" {
  command = plan

  variables {
    backup = { schedule = "daily", retain_days = 30, lock_days = 7 }
  }

  expect_failures = [var.backup]
}

run "refuses_alert_emails" {
  command = plan

  variables {
    alert_emails = ["nobody"]
  }

  expect_failures = [var.alert_emails]
}

run "refuses_github_repository" {
  command = plan

  variables {
    github_repository = "https://github.com/example/gamgui"
  }

  expect_failures = [var.github_repository]
}

run "refuses_maintenance_recurrence" {
  command = plan

  variables {
    maintenance = { start = "2026-01-03T01:00:00Z", end = "2026-01-03T09:00:00Z", recurrence = "weekly" }
  }

  expect_failures = [var.maintenance]
}

run "refuses_users_domains" {
  command = plan

  variables {
    users = ["domain:example.com"]
  }

  expect_failures = [var.users]
}

run "refuses_tenants_names" {
  command = plan

  variables {
    tenants = { Example = { namespaces = ["ada"], service_account = "gam" } }
  }

  expect_failures = [var.tenants]
}

run "refuses_tenants_no_namespace" {
  command = plan

  variables {
    tenants = { example = { namespaces = [], service_account = "gam" } }
  }

  expect_failures = [var.tenants]
}

run "refuses_backup_longer_lock" {
  command = plan

  variables {
    backup = { schedule = "17 3 * * *", retain_days = 5, lock_days = 7 }
  }

  expect_failures = [var.backup]
}
