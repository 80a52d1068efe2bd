# Who may do what in the project: people, tenants, workflows.
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

run "access" {
  command = plan


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
  assert {
    condition     = alltrue([for grants in [google_project_iam_member.find, google_project_iam_member.connect] : [for grant in grants : grant.member] == ["group:gam-admins@example.com"]])
    error_message = "Nobody may reach the cluster but those who are named."
  }
  assert {
    condition     = alltrue([for grant in concat(values(google_project_iam_member.find), values(google_project_iam_member.connect), values(google_project_iam_member.deliverer)) : grant.project == "example-gamgui"])
    error_message = "Rights must be on GamGUI’s own project alone."
  }
  assert {
    condition     = google_service_account.tenant["example"].account_id == "gam-example"
    error_message = "Each tenant must have an account of its own."
  }
  assert {
    condition     = toset([for grant in google_service_account_iam_member.session : grant.member]) == toset(["serviceAccount:example-gamgui.svc.id.goog[ada/gam]", "serviceAccount:example-gamgui.svc.id.goog[grace/gam]"])
    error_message = "Only the named service accounts of the named namespaces may be the tenant."
  }
  assert {
    condition     = alltrue([for grant in google_service_account_iam_member.session : grant.role == "roles/iam.workloadIdentityUser"])
    error_message = "Sessions must become the tenant’s account, and have no more on it."
  }
  assert {
    condition     = alltrue([for grant in google_service_account_iam_member.session : grant.service_account_id == google_service_account.tenant["example"].name])
    error_message = "Sessions must become their own tenant’s account alone."
  }
  assert {
    condition     = google_service_account_iam_member.signs["example"].role == "roles/iam.serviceAccountTokenCreator"
    error_message = "A tenant’s account must sign, and make no keys."
  }
  assert {
    condition     = google_service_account_iam_member.signs["example"].member == google_service_account.tenant["example"].member && google_service_account_iam_member.signs["example"].service_account_id == google_service_account.tenant["example"].name
    error_message = "A tenant’s account must sign for itself alone."
  }
  assert {
    condition     = google_service_account_iam_member.looks["example"].role == "roles/iam.serviceAccountViewer"
    error_message = "A tenant’s account must only look at itself."
  }
  assert {
    condition     = google_service_account_iam_member.looks["example"].member == google_service_account.tenant["example"].member && google_service_account_iam_member.looks["example"].service_account_id == google_service_account.tenant["example"].name
    error_message = "A tenant’s account must look at no other."
  }
  assert {
    condition     = google_secret_manager_secret_iam_member.tenant["example"].role == "roles/secretmanager.secretAccessor"
    error_message = "A tenant’s account must read secrets, and not write them."
  }
  assert {
    condition     = google_secret_manager_secret_iam_member.tenant["example"].secret_id == "gam-example" && google_secret_manager_secret_iam_member.tenant["example"].member == google_service_account.tenant["example"].member
    error_message = "A tenant’s account must read its own secret, and no other."
  }
  assert {
    condition     = google_secret_manager_secret.tenant["example"].secret_id == google_service_account.tenant["example"].account_id
    error_message = "A secret must be named as its tenant’s account."
  }
  assert {
    condition     = google_secret_manager_secret.tenant["example"].deletion_protection
    error_message = "Secrets must be protected from removal."
  }
  assert {
    condition     = google_secret_manager_secret.tenant["example"].replication[0].user_managed[0].replicas[0].location == "europe-west1"
    error_message = "Secrets must stay in the cluster’s region."
  }
  assert {
    condition     = google_iam_workload_identity_pool_provider.github[0].attribute_condition == "assertion.repository == 'example/gamgui'"
    error_message = "Workflows of other repositories must be refused."
  }
  assert {
    condition     = google_iam_workload_identity_pool_provider.github[0].attribute_mapping == tomap({ "google.subject" = "assertion.sub", "attribute.repository" = "assertion.repository", "attribute.environment" = "assertion.repository + ':' + assertion.environment" })
    error_message = "What a workflow is must be what GitHub says of it."
  }
  assert {
    condition     = google_iam_workload_identity_pool_provider.github[0].oidc[0].issuer_uri == "https://token.actions.githubusercontent.com"
    error_message = "Only GitHub’s word may be taken."
  }
  assert {
    condition     = google_iam_workload_identity_pool_provider.github[0].workload_identity_pool_id == google_iam_workload_identity_pool.github[0].workload_identity_pool_id
    error_message = "GitHub’s word must make workflows alone."
  }
  assert {
    condition     = alltrue([for name, environment in { image = "image", plan = "plan", apply = "production" } : endswith(google_service_account_iam_member.deliverer[name].member, "/attribute.environment/example/gamgui:${environment}")])
    error_message = "A workflow must be in the environment that its account is for."
  }
  assert {
    condition     = alltrue([for name, grant in google_service_account_iam_member.deliverer : grant.role == "roles/iam.workloadIdentityUser" && grant.service_account_id == google_service_account.deliverer[name].name])
    error_message = "A workflow must be the account of its environment, and have no more on it."
  }
  assert {
    condition     = toset(local.deliverers.plan.roles) == toset(["roles/viewer", "roles/iam.securityReviewer"])
    error_message = "A plan must change nothing."
  }
  assert {
    condition     = toset(local.deliverers.image.roles) == toset(["roles/containeranalysis.occurrences.viewer"])
    error_message = "The workflow of images must read what a scan found, and no more of the project."
  }
  assert {
    condition     = toset(local.deliverers.apply.roles) == toset(["roles/owner"])
    error_message = "Only the workflow that was approved may be an owner."
  }
  assert {
    condition     = toset([for grant in google_project_iam_member.deliverer : "${grant.member} ${grant.role}"]) == toset(flatten([for name, deliverer in local.deliverers : [for role in deliverer.roles : "${google_service_account.deliverer[name].member} ${role}"]]))
    error_message = "Each workflow must have its own roles, and no others."
  }
  assert {
    condition     = toset(values(google_service_account.deliverer)[*].account_id) == toset(["gamgui-image", "gamgui-plan", "gamgui-apply"])
    error_message = "Each workflow must have an account of its own."
  }
  assert {
    condition     = google_artifact_registry_repository_iam_member.pusher[0].role == "roles/artifactregistry.writer"
    error_message = "The workflow of images must push, and remove nothing."
  }
  assert {
    condition     = [for pusher in google_artifact_registry_repository_iam_member.pusher : [pusher.repository, pusher.location, pusher.member]] == [[google_artifact_registry_repository.images.name, "europe-west1", google_service_account.deliverer["image"].member]]
    error_message = "Only the workflow of images may push, and session images alone."
  }
}

run "no_delivery_unasked" {
  command = plan

  variables {
    github_repository = null
  }

  assert {
    condition     = length(google_iam_workload_identity_pool.github) == 0 && length(google_iam_workload_identity_pool_provider.github) == 0 && length(google_service_account.deliverer) == 0 && length(google_project_iam_member.deliverer) == 0
    error_message = "Without a repository no workflow may do anything."
  }
}
