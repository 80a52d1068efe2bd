# What serves the whole cluster.
resource "kubernetes_manifest" "system_namespace" {
  manifest = local.read.system["Namespace/gamgui-system"]
}

resource "kubernetes_manifest" "system" {
  for_each = local.system

  manifest = each.value
  # GKE Autopilot fills in what pods ask for.
  computed_fields = ["metadata.labels", "metadata.annotations", "spec.template", "spec.jobTemplate"]

  depends_on = [kubernetes_manifest.system_namespace]
}

# Each workspace. The policy is there before anyone can make a pod.
resource "kubernetes_manifest" "namespace" {
  for_each = local.namespaces

  manifest = each.value

  depends_on = [kubernetes_manifest.system]
}

resource "kubernetes_manifest" "object" {
  for_each = local.objects

  manifest = each.value

  depends_on = [kubernetes_manifest.namespace]
}

resource "kubernetes_manifest" "keyless_account" {
  for_each = local.keyless_accounts

  manifest = each.value

  depends_on = [kubernetes_manifest.namespace]
}

resource "kubernetes_manifest" "keyless_network" {
  for_each = local.keyless_networks

  manifest = each.value

  depends_on = [kubernetes_manifest.namespace]
}
