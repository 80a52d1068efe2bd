# Every variable refuses what it must not be.
mock_provider "kubernetes" {}

variables {
  image      = "europe-west1-docker.pkg.dev/example-gamgui/gamgui/session@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  workspaces = { ada = { users = ["ada@example.com"] } }
}

run "endpoint" {
  command = plan
  variables {
    cluster_endpoint = "https://gke-1.europe-west1.gke.goog/"
  }
  expect_failures = [var.cluster_endpoint]
}

run "image_by_tag" {
  command = plan
  variables {
    image = "europe-west1-docker.pkg.dev/example-gamgui/gamgui/session:1"
  }
  expect_failures = [var.image]
}

run "earlier_image_by_tag" {
  command = plan
  variables {
    earlier_images = ["europe-west1-docker.pkg.dev/example-gamgui/gamgui/session:1"]
  }
  expect_failures = [var.earlier_images]
}

run "no_workspace" {
  command = plan
  variables {
    workspaces = {}
  }
  expect_failures = [var.workspaces]
}

run "namespace_of_the_system" {
  command = plan
  variables {
    workspaces = { kube-system = { users = ["ada@example.com"] } }
  }
  expect_failures = [var.workspaces]
}

run "nobody" {
  command = plan
  variables {
    workspaces = { ada = {} }
  }
  expect_failures = [var.workspaces]
}

run "everybody" {
  command = plan
  variables {
    workspaces = { ada = { groups = ["system:authenticated"] } }
  }
  expect_failures = [var.workspaces]
}

run "no_pods" {
  command = plan
  variables {
    workspaces = { ada = { users = ["ada@example.com"], pods = 0 } }
  }
  expect_failures = [var.workspaces]
}

run "eight_days" {
  command = plan
  variables {
    workspaces = { ada = { users = ["ada@example.com"], max_hours = 192 } }
  }
  expect_failures = [var.workspaces]
}

run "keyless_default" {
  command = plan
  variables {
    workspaces = { ada = { users = ["ada@example.com"], keyless = { default = "gam-a@example-gamgui.iam.gserviceaccount.com" } } }
  }
  expect_failures = [var.workspaces]
}

run "keyless_person" {
  command = plan
  variables {
    workspaces = { ada = { users = ["ada@example.com"], keyless = { gam = "ada@example.com" } } }
  }
  expect_failures = [var.workspaces]
}

run "all_addresses" {
  command = plan
  variables {
    google_ranges = ["0.0.0.0/0"]
  }
  expect_failures = [var.google_ranges]
}

run "placeholders" {
  command = plan
  variables {
    placeholders = 51
  }
  expect_failures = [var.placeholders]
}
