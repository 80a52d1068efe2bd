# What bounds a workspace: how much it may use, and what it may reach.
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

run "bounds" {
  command = plan

  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["pods"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["pods"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["pods"]] == ["10", "30", "10"]
    error_message = "Each workspace must have its own number of pods."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["persistentvolumeclaims"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["persistentvolumeclaims"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["persistentvolumeclaims"]] == ["10", "30", "10"]
    error_message = "Each workspace must have its own number of claims."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.cpu"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.cpu"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["requests.cpu"]] == ["20", "60", "20"]
    error_message = "What pods ask of processors must be limited."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["limits.cpu"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["limits.cpu"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["limits.cpu"]] == ["20", "60", "20"]
    error_message = "What pods take of processors must be limited."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.memory"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.memory"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["requests.memory"]] == ["40Gi", "120Gi", "40Gi"]
    error_message = "What pods ask of memory must be limited."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["limits.memory"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["limits.memory"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["limits.memory"]] == ["40Gi", "120Gi", "40Gi"]
    error_message = "What pods take of memory must be limited."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.ephemeral-storage"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.ephemeral-storage"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["requests.ephemeral-storage"]] == ["60Gi", "180Gi", "60Gi"]
    error_message = "What pods ask of nodes' disks must be limited."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["limits.ephemeral-storage"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["limits.ephemeral-storage"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["limits.ephemeral-storage"]] == ["60Gi", "180Gi", "60Gi"]
    error_message = "What pods take of nodes' disks must be limited."
  }
  assert {
    condition     = [kubernetes_manifest.object["ada/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.storage"], kubernetes_manifest.object["team/ResourceQuota/gamgui-sessions"].manifest.spec.hard["requests.storage"], local.read.team["ResourceQuota/gamgui-sessions"].spec.hard["requests.storage"]] == ["100Gi", "300Gi", "100Gi"]
    error_message = "What claims ask of volumes must be limited."
  }
  assert {
    condition     = [for limit in kubernetes_manifest.object["ada/LimitRange/gamgui-sessions"].manifest.spec.limits : limit.type] == ["Container", "PersistentVolumeClaim"]
    error_message = "Containers and claims must have limits."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/LimitRange/gamgui-sessions"].manifest.spec.limits[0].default == { cpu = "500m", memory = "512Mi", "ephemeral-storage" = "1Gi" }
    error_message = "A container that names no limits must have small ones."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/LimitRange/gamgui-sessions"].manifest.spec.limits[0].defaultRequest == { cpu = "500m", memory = "512Mi", "ephemeral-storage" = "1Gi" }
    error_message = "A container that asks for nothing must be counted."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/LimitRange/gamgui-sessions"].manifest.spec.limits[0].max == { cpu = "4", memory = "8Gi", "ephemeral-storage" = "10Gi" }
    error_message = "No container may be larger than the largest session."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/LimitRange/gamgui-sessions"].manifest.spec.limits[0].min == { cpu = "10m", memory = "16Mi" }
    error_message = "No container may ask for next to nothing."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/LimitRange/gamgui-sessions"].manifest.spec.limits[1].max == { storage = "50Gi" }
    error_message = "No claim may be larger than a large volume."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.podSelector == {}
    error_message = "Every pod must be denied what no other policy allows."
  }
  assert {
    condition     = contains(kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.policyTypes, "Ingress") && !can(kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.ingress)
    error_message = "Nothing must reach a session."
  }
  assert {
    condition     = contains(kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.policyTypes, "Egress") && !can(kubernetes_manifest.object["ada/NetworkPolicy/deny-all"].manifest.spec.egress)
    error_message = "A session must reach nothing that no other policy allows."
  }
  assert {
    condition     = [for name in ["allow-dns", "allow-google"] : kubernetes_manifest.object["ada/NetworkPolicy/${name}"].manifest.spec.podSelector] == [{}, {}]
    error_message = "What is allowed must be allowed to every session."
  }
  assert {
    condition     = alltrue([for name in ["allow-dns", "allow-google"] : kubernetes_manifest.object["ada/NetworkPolicy/${name}"].manifest.spec.policyTypes == ["Egress"]])
    error_message = "What is allowed must be ways out alone."
  }
  assert {
    condition     = length(kubernetes_manifest.object["ada/NetworkPolicy/allow-dns"].manifest.spec.egress) == 1 && kubernetes_manifest.object["ada/NetworkPolicy/allow-dns"].manifest.spec.egress[0].to == [{ namespaceSelector = { matchLabels = { "kubernetes.io/metadata.name" = "kube-system" } }, podSelector = { matchLabels = { "k8s-app" = "kube-dns" } } }, { ipBlock = { cidr = "169.254.20.10/32" } }, { ipBlock = { cidr = "169.254.169.254/32" } }]
    error_message = "Names must be asked of name servers alone."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/NetworkPolicy/allow-dns"].manifest.spec.egress[0].ports == [{ protocol = "UDP", port = 53 }, { protocol = "TCP", port = 53 }]
    error_message = "Name servers must be reached on port 53 alone."
  }
  assert {
    condition     = alltrue([for peer in kubernetes_manifest.object["ada/NetworkPolicy/allow-google"].manifest.spec.egress[0].to : tonumber(split("/", peer.ipBlock.cidr)[1]) >= 15])
    error_message = "Sessions must reach Google's addresses, and not all there are."
  }
  assert {
    condition     = !anytrue([for peer in kubernetes_manifest.object["ada/NetworkPolicy/allow-google"].manifest.spec.egress[0].to : can(regex("^(0|10|127|169[.]254|172[.](1[6-9]|2[0-9]|3[01])|192[.]168)[.]", peer.ipBlock.cidr))])
    error_message = "Sessions must reach nothing inside by way of Google."
  }
  assert {
    condition     = kubernetes_manifest.object["ada/NetworkPolicy/allow-google"].manifest.spec.egress[0].ports == [{ protocol = "TCP", port = 443 }]
    error_message = "Google must be reached on port 443 alone."
  }
  assert {
    condition     = keys(kubernetes_manifest.keyless_network) == ["team"]
    error_message = "The metadata server must be open only where a tenant without a key is."
  }
  assert {
    condition     = kubernetes_manifest.keyless_network["team"].manifest.spec.podSelector == {}
    error_message = "The metadata server must be open to every session there."
  }
  assert {
    condition     = kubernetes_manifest.keyless_network["team"].manifest.spec.policyTypes == ["Egress"]
    error_message = "The metadata server must be a way out alone."
  }
  assert {
    condition     = length(kubernetes_manifest.keyless_network["team"].manifest.spec.egress) == 2 && flatten(kubernetes_manifest.keyless_network["team"].manifest.spec.egress[*].to) == [{ ipBlock = { cidr = "169.254.169.254/32" } }, { ipBlock = { cidr = "169.254.169.252/32" } }]
    error_message = "Identities must be asked of the metadata server alone."
  }
  assert {
    condition     = flatten(kubernetes_manifest.keyless_network["team"].manifest.spec.egress[*].ports) == [{ protocol = "TCP", port = 80 }, { protocol = "TCP", port = 988 }]
    error_message = "The metadata server must be reached on its own ports alone."
  }
  assert {
    condition     = kubernetes_manifest.system["NetworkPolicy/reaper"].manifest.spec.podSelector == {}
    error_message = "Every pod of the system must be denied what it does not need."
  }
  assert {
    condition     = kubernetes_manifest.system["NetworkPolicy/reaper"].manifest.spec.policyTypes == ["Ingress", "Egress"] && !can(kubernetes_manifest.system["NetworkPolicy/reaper"].manifest.spec.ingress)
    error_message = "Nothing must reach the reaper."
  }
  assert {
    condition     = length(kubernetes_manifest.system["NetworkPolicy/reaper"].manifest.spec.egress) == 1 && [for way in kubernetes_manifest.system["NetworkPolicy/reaper"].manifest.spec.egress[0].ports : "${way.protocol} ${way.port}"] == ["UDP 53", "TCP 53", "TCP 443", "TCP 6443"]
    error_message = "The reaper must reach names and the API server alone."
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
