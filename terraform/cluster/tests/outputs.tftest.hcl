# What others read of the cluster. Applied: a plan's outputs are not what `terraform output` prints, which tests of the app import.
mock_provider "google" {}

variables {
  project = "example-gamgui"
}

run "outputs" {
  command = apply

  assert {
    condition     = output.project == "example-gamgui" && output.location == "europe-west1" && output.cluster_name == "gamgui"
    error_message = "The outputs must name the cluster."
  }
}
