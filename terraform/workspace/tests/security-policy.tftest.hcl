# What the admission policy looks at and refuses, word by word. That its expressions mean what they are for is proven on a
# real cluster (test/cluster/workspace-policy.test.ts).
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

run "policy" {
  command = plan

  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.failurePolicy == "Fail"
    error_message = "What the policy cannot judge must be refused."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.paramKind == { apiVersion = "v1", kind = "ConfigMap" }
    error_message = "The settings of the policy must be a ConfigMap."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.matchConstraints == { resourceRules = [{ apiGroups = [""], apiVersions = ["v1"], operations = ["CREATE", "UPDATE"], resources = ["pods"] }] }
    error_message = "The policy must judge each pod that is made or changed."
  }
  assert {
    condition     = !can(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.matchConditions)
    error_message = "The policy must judge all pods."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "isNew"] == ["request.operation == 'CREATE'"]
    error_message = "The policy must know what is new."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "containers"] == ["object.spec.containers + object.spec.?initContainers.orValue([])"]
    error_message = "The policy must look at all containers."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "images"] == ["variables.containers.map(c, c.image)"]
    error_message = "The policy must look at the image of each."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "allowedImages"] == ["params.data.images.split('\\n').map(line, line.trim()).filter(line, line != '')"]
    error_message = "The policy must take the images from the workspace's settings."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "allowedAccounts"] == ["params.data.serviceAccounts.split('\\n').map(line, line.trim()).filter(line, line != '')"]
    error_message = "The policy must take the accounts from the workspace's settings."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "maxSeconds"] == ["int(params.data.maxSeconds.trim())"]
    error_message = "The policy must take the longest life from the workspace's settings."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "account"] == ["object.spec.?serviceAccountName.orValue('default')"]
    error_message = "The policy must look at the account."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "owner"] == ["object.metadata.?annotations[?'gamgui.dev/owner'].orValue('')"]
    error_message = "The policy must look at the owner."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "wasOwner"] == ["variables.isNew ? '' : oldObject.metadata.?annotations[?'gamgui.dev/owner'].orValue('')"]
    error_message = "The policy must know the owner before."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "labels"] == ["object.metadata.?labels.orValue({})"]
    error_message = "The policy must look at the labels."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "hadLabels"] == ["variables.isNew ? {} : oldObject.metadata.?labels.orValue({})"]
    error_message = "The policy must know the labels before."
  }
  assert {
    condition     = [for variable in kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.variables : variable.expression if variable.name == "wasSpare"] == ["'gamgui.dev/spare' in variables.hadLabels"]
    error_message = "The policy must know what was a spare pod."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.owner != ''")
    error_message = "A pod must have an owner."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "!variables.isNew || variables.owner == request.userInfo.username")
    error_message = "The owner must be who makes the pod."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.isNew || variables.owner == variables.wasOwner")
    error_message = "The owner must never change."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.labels[?'app.kubernetes.io/name'] == optional.of('gamgui')")
    error_message = "A pod must be marked as GamGUI’s."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "['gamgui.dev/owner', 'gamgui.dev/session'].all(key, key in variables.labels)")
    error_message = "A pod must say its owner and its session."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.isNew || ['gamgui.dev/owner', 'gamgui.dev/session'].all(key, variables.labels[?key] == variables.hadLabels[?key])")
    error_message = "The marks of owner and session must never change."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.isNew || variables.wasSpare || !('gamgui.dev/spare' in variables.labels)")
    error_message = "A session must never become a spare pod."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "!variables.isNew || variables.images.all(image, variables.allowedImages.exists(allowed, allowed.endsWith('*') ? image.startsWith(allowed.substring(0, allowed.size() - 1)) : image == allowed))")
    error_message = "Images must be on the list."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.isNew || variables.images == oldObject.spec.containers.map(c, c.image) + oldObject.spec.?initContainers.orValue([]).map(c, c.image)")
    error_message = "The image must never change."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "!variables.isNew || variables.account in variables.allowedAccounts")
    error_message = "Accounts must be on the list."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "object.spec.?automountServiceAccountToken == optional.of(false)")
    error_message = "Tokens must be in no pod."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "!variables.isNew || (has(object.spec.activeDeadlineSeconds) && object.spec.activeDeadlineSeconds <= variables.maxSeconds)")
    error_message = "A pod must have a deadline that is not too late."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "!variables.isNew || !has(object.spec.nodeName)")
    error_message = "No pod may choose its node."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "![object.spec.?hostNetwork, object.spec.?hostPID, object.spec.?hostIPC].exists(field, field.orValue(false))")
    error_message = "No pod may be in the networks and processes of its node."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "object.spec.?volumes.orValue([]).all(volume, !has(volume.hostPath))")
    error_message = "No pod may read the disk of its node."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.containers.all(c, !c.?securityContext.privileged.orValue(false) && c.?securityContext.allowPrivilegeEscalation.orValue(true) == false)")
    error_message = "No container may be privileged, or become so."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.containers.all(c, c.?securityContext.runAsNonRoot.orValue( object.spec.?securityContext.runAsNonRoot.orValue(false)))")
    error_message = "No container may be root."
  }
  assert {
    condition     = contains(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].expression, "variables.containers.all(c, c.?securityContext.capabilities.drop.orValue([]).exists(name, name == 'ALL') && c.?securityContext.capabilities.add.orValue([]).all(name, name == 'NET_BIND_SERVICE'))")
    error_message = "No container may have capabilities."
  }
  assert {
    condition     = length(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations) == length(distinct(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations[*].message)) && length(kubernetes_manifest.system["ValidatingAdmissionPolicy/gamgui-session-pods"].manifest.spec.validations) == 18
    error_message = "Each rule of the policy must say what it refuses."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicyBinding/gamgui-session-pods"].manifest.spec.policyName == "gamgui-session-pods"
    error_message = "The policy must be in force."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicyBinding/gamgui-session-pods"].manifest.spec.validationActions == ["Deny"]
    error_message = "The policy must refuse."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicyBinding/gamgui-session-pods"].manifest.spec.paramRef == { name = "gamgui-policy", parameterNotFoundAction = "Deny" }
    error_message = "The policy must refuse where its settings are missing."
  }
  assert {
    condition     = kubernetes_manifest.system["ValidatingAdmissionPolicyBinding/gamgui-session-pods"].manifest.spec.matchResources == { namespaceSelector = { matchLabels = { "gamgui.dev/workspace" = "true" } } }
    error_message = "The policy must be in force in every workspace."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/ConfigMap/gamgui-policy"].manifest.data.images == var.image
    error_message = "The policy must allow the one image."
  }
  assert {
    condition     = kubernetes_manifest.object["team/ConfigMap/gamgui-policy"].manifest.data.serviceAccounts == "gamgui-session\ngam" && kubernetes_manifest.object["ada/ConfigMap/gamgui-policy"].manifest.data.serviceAccounts == "gamgui-session"
    error_message = "The policy must allow the accounts of sessions alone."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ConfigMap/gamgui-policy"].manifest.data.maxSeconds, kubernetes_manifest.object["team/ConfigMap/gamgui-policy"].manifest.data.maxSeconds] == ["86400", "604800"]
    error_message = "The policy must allow the workspace's own length of life."
  }
  assert {
    condition     = local.read.team["ConfigMap/gamgui-policy"].data == { images = "REGION-docker.pkg.dev/PROJECT/gamgui/session*\n", serviceAccounts = "gamgui-session\ngamgui-keyless\n", maxSeconds = "604800" }
    error_message = "The manifests' own settings must allow the one image, two accounts and seven days."
  }
}
