# What keeps a workspace safe: each field that does is asserted on here, in what terraform would apply.
# test/terraform/mutations.test.ts changes all of them and sees that each assertion fails.
mock_provider "kubernetes" {}

variables {
  image = "europe-west1-docker.pkg.dev/example-gamgui/gamgui/session@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  workspaces = {
    ada = { users = ["ada@example.com"], max_hours = 24 }
    team = {
      groups  = ["gam-admins@example.com"]
      pods    = 30
      keyless = { gam = "gam-example@example-gamgui.iam.gserviceaccount.com" }
    }
  }
}

run "workspaces" {
  command = plan

  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["pod-security.kubernetes.io/enforce"] == "restricted"])
    error_message = "Namespaces must enforce the restricted profile."
  }
  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["gamgui.dev/workspace"] == "true"])
    error_message = "Namespaces must be under the admission policy."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/ServiceAccount/gamgui-session"].manifest.automountServiceAccountToken == false
    error_message = "Sessions must have no token."
  }
  assert {
    condition     = !anytrue(flatten([for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : [contains(rule.resources, "secrets"), contains(rule.resources, "*"), contains(rule.verbs, "*")]]))
    error_message = "Users must not read Secrets, nor do everything."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule.verbs if rule.resources == ["pods/exec"]] == [["get", "create"]]
    error_message = "Users must be able to enter pods: get and create."
  }
  assert {
    condition     = [for subject in kubernetes_manifest.object["ada/RoleBinding/gamgui-users"].manifest.subjects : "${subject.kind} ${subject.name}"] == ["User ada@example.com"]
    error_message = "A workspace must be its own users' alone."
  }
  assert {
    condition     = [for subject in kubernetes_manifest.object["team/RoleBinding/gamgui-users"].manifest.subjects : "${subject.kind} ${subject.name}"] == ["Group gam-admins@example.com"]
    error_message = "A workspace must be its own groups' alone."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard.pods == "10" && kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard.pods == "30"
    error_message = "Each workspace must have its own quota."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.policyTypes == ["Ingress", "Egress"] && !can(kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.egress)
    error_message = "All connections must be denied both ways unless another policy allows them."
  }
  assert {
    condition     = alltrue([for peer in kubernetes_manifest.object["ada/NetworkPolicy/allow-google"].manifest.spec.egress[0].to : peer.ipBlock.cidr != "0.0.0.0/0"]) && [for port in kubernetes_manifest.object["ada/NetworkPolicy/allow-google"].manifest.spec.egress[0].ports : port.port] == [443]
    error_message = "Sessions must reach Google's addresses alone, on port 443."
  }
  assert {
    condition     = keys(kubernetes_manifest.keyless_network) == ["team"]
    error_message = "The metadata server must be open only where a tenant without a key is."
  }
  assert {
    condition     = kubernetes_manifest.keyless_account["team/gam"].manifest.automountServiceAccountToken == false && kubernetes_manifest.keyless_account["team/gam"].manifest.metadata.annotations["iam.gke.io/gcp-service-account"] == "gam-example@example-gamgui.iam.gserviceaccount.com"
    error_message = "Keyless sessions must be their tenant's account, without a token."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/ConfigMap/gamgui-policy"].manifest.data.images == var.image && kubernetes_manifest.object["ada/ConfigMap/gamgui-policy"].manifest.data.maxSeconds == "86400"
    error_message = "The policy must allow the one image, and the workspace's own length of life."
  }
  assert {
    condition     = kubernetes_manifest.object["team/ConfigMap/gamgui-policy"].manifest.data.serviceAccounts == "gamgui-session\ngam"
    error_message = "The policy must allow the accounts of sessions alone."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.containers[0].image == var.image && kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.activeDeadlineSeconds == 86400
    error_message = "Sessions must be made from the image, with a deadline."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.automountServiceAccountToken == false && kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.containers[0].securityContext.readOnlyRootFilesystem
    error_message = "Sessions must be restricted."
  }
}

run "system" {
  command = plan

  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.failurePolicy == "Fail"
    error_message = "What the policy cannot judge must be refused."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicyBinding/gamgui-session-pods"].manifest.spec.validationActions == ["Deny"] && kubernetes_manifest.system["ValidatingAdmissionPolicyBinding/gamgui-session-pods"].manifest.spec.paramRef.parameterNotFoundAction == "Deny"
    error_message = "The policy must refuse, also where its settings are missing."
  }
  assert {
    condition     = kubernetes_manifest.system_namespace.manifest.metadata.labels["pod-security.kubernetes.io/enforce"] == "restricted"
    error_message = "The system's namespace must enforce the restricted profile."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers[0].image == var.image
    error_message = "The reaper must run from the image."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/Role/gamgui-reaper"].manifest.rules == [{ apiGroups = [""], resources = ["pods", "persistentvolumeclaims"], verbs = ["list", "delete"] }]
    error_message = "The reaper must list and delete alone."
  }
  assert {
    condition     = kubernetes_manifest.system["PriorityClass/gamgui-placeholder"].manifest.value < 0 && kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.replicas == 1
    error_message = "Placeholders must give way to sessions."
  }
  assert {
    condition     = length(kubernetes_manifest.object) == 2 * length(local.read.team) - 2 && length(kubernetes_manifest.system) == length(local.read.system) - 1
    error_message = "Every object of the manifests must be applied."
  }
}

run "private_addresses" {
  command = plan
  variables {
    google_ranges = ["199.36.153.8/30"]
  }

  assert {
    condition     = [for peer in kubernetes_manifest.object["ada/NetworkPolicy/allow-google"].manifest.spec.egress[0].to : peer.ipBlock.cidr] == ["199.36.153.8/30"]
    error_message = "Ranges that are set must replace the manifests'."
  }
}

run "output_of_one" {
  command = plan
  variables {
    workspaces = { ada = { users = ["ada@example.com"] } }
  }

  assert {
    condition     = output.namespace == "ada" && output.pod_template == "gamgui-session"
    error_message = "The app must be able to read where its sessions are made."
  }
}
