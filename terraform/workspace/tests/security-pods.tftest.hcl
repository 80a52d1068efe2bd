# What each pod may do: sessions, the reaper, placeholders.
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

run "pods" {
  command = plan

  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.containers[0].image == var.image
    error_message = "Sessions must be made from the image."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.activeDeadlineSeconds, local.read.team["PodTemplate/gamgui-session"].template.spec.activeDeadlineSeconds] == [86400, 604800]
    error_message = "Sessions must have a deadline."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.serviceAccountName == "gamgui-session"
    error_message = "Sessions must be the account without rights."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.automountServiceAccountToken == false
    error_message = "Sessions must hold no token."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.enableServiceLinks == false
    error_message = "Sessions must not be told what else there is."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.restartPolicy == "OnFailure"
    error_message = "Sessions that have ended must stay so."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.securityContext == { runAsNonRoot = true, seccompProfile = { type = "RuntimeDefault" } }
    error_message = "Sessions must not be root, and call little of the kernel."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.containers[0].securityContext == { allowPrivilegeEscalation = false, readOnlyRootFilesystem = true, capabilities = { drop = ["ALL"] } }
    error_message = "Sessions must be restricted."
  }
  assert {
    condition     = !anytrue([for field in ["hostNetwork", "hostPID", "hostIPC", "hostUsers", "volumes", "initContainers", "nodeName"] : contains(keys(kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec), field)]) && length(kubernetes_manifest.object["ada/PodTemplate/gamgui-session"].manifest.template.spec.containers) == 1
    error_message = "Sessions must have nothing of their node."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers[0].image == var.image
    error_message = "The reaper must run from the image."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers[0].command == ["gamgui-agent", "reaper"]
    error_message = "The reaper must do nothing else."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.serviceAccountName == "reaper"
    error_message = "The reaper must be its own account."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.automountServiceAccountToken && kubernetes_manifest.system["ServiceAccount/reaper"].manifest.automountServiceAccountToken == false
    error_message = "The reaper alone must hold its token."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.enableServiceLinks == false
    error_message = "The reaper must not be told what else there is."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.securityContext == { runAsNonRoot = true, runAsUser = 10001, runAsGroup = 10001, fsGroup = 10001, seccompProfile = { type = "RuntimeDefault" } }
    error_message = "The reaper must not be root, and call little of the kernel."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers[0].securityContext == { allowPrivilegeEscalation = false, readOnlyRootFilesystem = true, capabilities = { drop = ["ALL"] } }
    error_message = "The reaper must be restricted."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers[0].resources.limits == { cpu = "250m", memory = "256Mi", "ephemeral-storage" = "64Mi" }
    error_message = "The reaper must take little."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers[0].resources.requests == { cpu = "250m", memory = "256Mi", "ephemeral-storage" = "64Mi" }
    error_message = "The reaper must have what it takes."
  }
  assert {
    condition     = !anytrue([for field in ["hostNetwork", "hostPID", "hostIPC", "hostUsers", "volumes", "initContainers", "nodeName"] : contains(keys(kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec), field)]) && length(kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.containers) == 1
    error_message = "The reaper must have nothing of its node."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.schedule == "*/10 * * * *" && !can(kubernetes_manifest.system["CronJob/reaper"].manifest.spec.suspend)
    error_message = "The reaper must come every ten minutes."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.concurrencyPolicy == "Forbid"
    error_message = "There must be one reaper at a time."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.activeDeadlineSeconds == 540
    error_message = "A reaper that hangs must end before the next one."
  }
  assert {
    condition     = kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.backoffLimit == 0 && kubernetes_manifest.system["CronJob/reaper"].manifest.spec.jobTemplate.spec.template.spec.restartPolicy == "Never"
    error_message = "A reaper that fails must wait for its next time."
  }
  assert {
    condition     = kubernetes_manifest.system["ClusterRole/gamgui-reaper-workspaces"].manifest.rules == [{ apiGroups = [""], resources = ["namespaces"], verbs = ["list"] }]
    error_message = "Of the cluster the reaper must list namespaces alone."
  }
  assert {
    condition     = kubernetes_manifest.system["ClusterRoleBinding/gamgui-reaper-workspaces"].manifest.roleRef == { apiGroup = "rbac.authorization.k8s.io", kind = "ClusterRole", name = "gamgui-reaper-workspaces" }
    error_message = "Of the cluster the reaper must have that role alone."
  }
  assert {
    condition     = kubernetes_manifest.system["ClusterRoleBinding/gamgui-reaper-workspaces"].manifest.subjects == [{ kind = "ServiceAccount", name = "reaper", namespace = "gamgui-system" }]
    error_message = "Nobody but the reaper must have that role."
  }
  assert {
    condition     = kubernetes_manifest.system["PriorityClass/gamgui-placeholder"].manifest.value < 0
    error_message = "Placeholders must give way to sessions."
  }
  assert {
    condition     = kubernetes_manifest.system["PriorityClass/gamgui-placeholder"].manifest.preemptionPolicy == "Never"
    error_message = "Placeholders must never take the place of a session."
  }
  assert {
    condition     = kubernetes_manifest.system["PriorityClass/gamgui-placeholder"].manifest.globalDefault == false
    error_message = "Nobody else must have the class of placeholders."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.priorityClassName == "gamgui-placeholder"
    error_message = "Placeholders must have their class."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.terminationGracePeriodSeconds == 0
    error_message = "Placeholders must give way at once."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.replicas == var.placeholders && local.placeholder.spec.replicas == 1
    error_message = "There must be as many placeholders as are paid for."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.automountServiceAccountToken == false
    error_message = "Placeholders must hold no token."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.enableServiceLinks == false
    error_message = "Placeholders must not be told what else there is."
  }
  assert {
    condition     = startswith(kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.containers[0].image, "registry.k8s.io/pause:") && !can(kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.containers[0].command)
    error_message = "Placeholders must do nothing."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.containers[0].resources.limits == { cpu = "500m", memory = "512Mi", "ephemeral-storage" = "5Gi" }
    error_message = "Placeholders must take no more than a session."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.containers[0].resources.requests == { cpu = "500m", memory = "512Mi", "ephemeral-storage" = "5Gi" }
    error_message = "Placeholders must hold the room of a session."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.securityContext == { runAsNonRoot = true, runAsUser = 65535, runAsGroup = 65535, seccompProfile = { type = "RuntimeDefault" } }
    error_message = "Placeholders must not be root, and call little of the kernel."
  }
  assert {
    condition     = kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.containers[0].securityContext == { allowPrivilegeEscalation = false, readOnlyRootFilesystem = true, capabilities = { drop = ["ALL"] } }
    error_message = "Placeholders must be restricted."
  }
  assert {
    condition     = !anytrue([for field in ["hostNetwork", "hostPID", "hostIPC", "hostUsers", "volumes", "initContainers", "nodeName"] : contains(keys(kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec), field)]) && length(kubernetes_manifest.system["Deployment/placeholder"].manifest.spec.template.spec.containers) == 1
    error_message = "Placeholders must have nothing of their node."
  }
  assert {
    condition     = kubernetes_manifest.system_namespace.manifest.metadata.labels["pod-security.kubernetes.io/enforce"] == "restricted"
    error_message = "The system's namespace must enforce the restricted profile."
  }
  assert {
    condition     = kubernetes_manifest.system_namespace.manifest.metadata.labels["pod-security.kubernetes.io/enforce-version"] == "latest"
    error_message = "The system's namespace must enforce its newest version."
  }
  assert {
    condition     = !can(kubernetes_manifest.system_namespace.manifest.metadata.labels["gamgui.dev/workspace"])
    error_message = "No session must be made beside the reaper."
  }
  assert {
    condition     = alltrue([for object in kubernetes_manifest.system : contains(["gamgui-system", ""], try(object.manifest.metadata.namespace, ""))])
    error_message = "What serves all workspaces must be where no user may do anything."
  }
  assert {
    condition     = keys(kubernetes_manifest.system) == ["ClusterRole/gamgui-reaper-workspaces", "ClusterRoleBinding/gamgui-reaper-workspaces", "CronJob/reaper", "Deployment/placeholder", "NetworkPolicy/reaper", "PriorityClass/gamgui-placeholder", "ServiceAccount/reaper", "ValidatingAdmissionPolicy/gamgui-session-pods", "ValidatingAdmissionPolicyBinding/gamgui-session-pods"]
    error_message = "The system must be all of its objects and no others."
  }
}
