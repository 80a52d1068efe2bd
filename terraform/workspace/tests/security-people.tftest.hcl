# What keeps a workspace to its people: each field that does is asserted on in files like this one, in what Terraform would
# apply. test/terraform/mutations.test.ts makes each of them another, and sees that its assertion fails.
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

run "people" {
  command = plan

  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["pod-security.kubernetes.io/enforce"] == "restricted"])
    error_message = "Namespaces must enforce the restricted profile."
  }
  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["pod-security.kubernetes.io/enforce-version"] == "latest"])
    error_message = "Namespaces must enforce the newest version of the profile."
  }
  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["pod-security.kubernetes.io/warn"] == "restricted"])
    error_message = "Whoever makes a pod that is not restricted must be warned."
  }
  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["pod-security.kubernetes.io/audit"] == "restricted"])
    error_message = "A pod that is not restricted must be in the audit log."
  }
  assert {
    condition     = alltrue([for name in ["ada", "team"] : kubernetes_manifest.namespace[name].manifest.metadata.labels["gamgui.dev/workspace"] == "true"])
    error_message = "Namespaces must be under the admission policy."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "pods")] == [{ apiGroups = [""], resources = ["pods"], verbs = ["create", "get", "list", "watch", "patch", "delete"] }]
    error_message = "Users must make, see, claim and remove pods, and not rewrite them."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "pods/exec")] == [{ apiGroups = [""], resources = ["pods/exec"], verbs = ["get", "create"] }]
    error_message = "Users must be able to enter pods: get and create."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "persistentvolumeclaims")] == [{ apiGroups = [""], resources = ["persistentvolumeclaims"], verbs = ["create", "get", "delete"] }]
    error_message = "Users must make and remove claims, and not list them."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "pods/log")] == [{ apiGroups = [""], resources = ["pods/log", "podtemplates"], verbs = ["get"] }]
    error_message = "Users must read the logs of pods and the templates, and not change those."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "events")] == [{ apiGroups = [""], resources = ["events", "resourcequotas", "limitranges"], verbs = ["list"] }]
    error_message = "Users must see what their limits are, and not change them."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "namespaces")] == [{ apiGroups = [""], resources = ["namespaces", "serviceaccounts", "services"], verbs = ["get"] }]
    error_message = "Users must see whether a name is there, and nothing of Secrets."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "networkpolicies")] == [{ apiGroups = ["networking.k8s.io"], resources = ["networkpolicies", "ingresses"], verbs = ["list"] }]
    error_message = "Users must see which connections are allowed, and allow none."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "endpointslices")] == [{ apiGroups = ["discovery.k8s.io"], resources = ["endpointslices"], verbs = ["list"] }]
    error_message = "Users must see what a service leads to, and not lead it elsewhere."
  }
  assert {
    condition     = [for rule in kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules : rule if contains(rule.resources, "rolebindings")] == [{ apiGroups = ["rbac.authorization.k8s.io"], resources = ["rolebindings"], verbs = ["list"] }]
    error_message = "Users must see who has rights, and give none."
  }
  assert {
    condition     = length(kubernetes_manifest.object["ada/Role/gamgui-user"].manifest.rules) == 9
    error_message = "Users must have no other rights."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/RoleBinding/gamgui-users"].manifest.roleRef == { apiGroup = "rbac.authorization.k8s.io", kind = "Role", name = "gamgui-user" }
    error_message = "Users must have the role of users alone."
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
    condition     = local.read.team["RoleBinding/gamgui-users"].subjects == []
    error_message = "Nobody must be a user before they are named."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/Role/gamgui-reaper"].manifest.rules == [{ apiGroups = [""], resources = ["pods", "persistentvolumeclaims"], verbs = ["list", "delete"] }]
    error_message = "The reaper must list and delete alone."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/RoleBinding/gamgui-reaper"].manifest.roleRef == { apiGroup = "rbac.authorization.k8s.io", kind = "Role", name = "gamgui-reaper" }
    error_message = "The reaper must have its own role alone."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/RoleBinding/gamgui-reaper"].manifest.subjects == [{ kind = "ServiceAccount", name = "reaper", namespace = "gamgui-system" }]
    error_message = "Nobody but the reaper must be the reaper."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/ServiceAccount/gamgui-session"].manifest.automountServiceAccountToken == false
    error_message = "Sessions must have no token."
  }
  assert {
    condition     = kubernetes_manifest.keyless_account["team/gam"].manifest.automountServiceAccountToken == false
    error_message = "Keyless sessions must have no token either."
  }
  assert {
    condition     = kubernetes_manifest.keyless_account["team/gam"].manifest.metadata.annotations["iam.gke.io/gcp-service-account"] == "gam-example@example-gamgui.iam.gserviceaccount.com"
    error_message = "Keyless sessions must be their tenant's account."
  }
  assert {
    condition     = [for key in keys(kubernetes_manifest.object) : trimprefix(key, "ada/") if startswith(key, "ada/")] == ["ConfigMap/gamgui-policy", "LimitRange/gamgui-sessions", "NetworkPolicy/allow-dns", "NetworkPolicy/allow-google", "NetworkPolicy/deny-all", "PodTemplate/gamgui-session", "ResourceQuota/gamgui-sessions", "Role/gamgui-reaper", "Role/gamgui-user", "RoleBinding/gamgui-reaper", "RoleBinding/gamgui-users", "ServiceAccount/gamgui-session"]
    error_message = "A workspace must be all of its objects and no others."
  }
  assert {
    condition     = alltrue([for key, object in merge(kubernetes_manifest.object, kubernetes_manifest.keyless_account, kubernetes_manifest.keyless_network) : object.manifest.metadata.namespace == split("/", key)[0]])
    error_message = "What is of a workspace must be in it."
  }
  assert {
    condition     = alltrue([for key, object in kubernetes_manifest.namespace : object.manifest.metadata.name == key])
    error_message = "Each workspace must be the namespace of its name."
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
