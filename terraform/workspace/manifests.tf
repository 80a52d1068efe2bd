# The same files that `kubectl apply -k` takes, with what differs from workspace to workspace put over them.
locals {
  read = { for part in ["system", "team", "keyless"] : part => merge([
    for file in fileset("${path.module}/manifests/${part}", "*.yaml") : {
      for document in split("\n---\n", file("${path.module}/manifests/${part}/${file}")) :
      "${yamldecode(document).kind}/${yamldecode(document).metadata.name}" => yamldecode(document)
    } if file != "kustomization.yaml"
  ]...) }

  images      = sort(setunion([var.image], var.earlier_images))
  google_name = "NetworkPolicy/allow-google"
  google_spec = local.read.team[local.google_name].spec
  google_peers = var.google_ranges == null ? local.google_spec.egress[0].to : [
    for range in sort(coalesce(var.google_ranges, [])) : { ipBlock = { cidr = range } }
  ]

  # What a workspace changes, by the object's name; each replaces whole fields.
  changes = { for name, workspace in var.workspaces : name => {
    "RoleBinding/gamgui-users" = {
      subjects = concat(
        [for user in sort(workspace.users) : { apiGroup = "rbac.authorization.k8s.io", kind = "User", name = user }],
        [for group in sort(workspace.groups) : { apiGroup = "rbac.authorization.k8s.io", kind = "Group", name = group }],
      )
    }
    # A pod of the largest size that the manifests give room for ten of is what each more may use as well.
    "ResourceQuota/gamgui-sessions" = {
      spec = { hard = {
        "pods"                       = tostring(workspace.pods)
        "persistentvolumeclaims"     = tostring(workspace.pods)
        "requests.cpu"               = tostring(workspace.pods * 2)
        "limits.cpu"                 = tostring(workspace.pods * 2)
        "requests.memory"            = "${workspace.pods * 4}Gi"
        "limits.memory"              = "${workspace.pods * 4}Gi"
        "requests.ephemeral-storage" = "${workspace.pods * 6}Gi"
        "limits.ephemeral-storage"   = "${workspace.pods * 6}Gi"
        "requests.storage"           = "${workspace.pods * 10}Gi"
      } }
    }
    "ConfigMap/gamgui-policy" = {
      data = {
        images          = join("\n", local.images)
        serviceAccounts = join("\n", concat(["gamgui-session"], keys(workspace.keyless)))
        maxSeconds      = tostring(workspace.max_hours * 3600)
      }
    }
    "PodTemplate/gamgui-session" = {
      template = merge(local.read.team["PodTemplate/gamgui-session"].template, {
        spec = merge(local.read.team["PodTemplate/gamgui-session"].template.spec, {
          activeDeadlineSeconds = workspace.max_hours * 3600
          containers = [
            for container in local.read.team["PodTemplate/gamgui-session"].template.spec.containers :
            merge(container, { image = var.image })
          ]
        })
      })
    }
    (local.google_name) = {
      spec = merge(local.google_spec, { egress = [merge(local.google_spec.egress[0], { to = local.google_peers })] })
    }
  } }

  namespaces = { for name in keys(var.workspaces) : name => merge(
    local.read.team["Namespace/gamgui"],
    { metadata = merge(local.read.team["Namespace/gamgui"].metadata, { name = name }) },
  ) }

  objects = merge([for name in keys(var.workspaces) : {
    for key, object in local.read.team : "${name}/${key}" => merge(
      object,
      { metadata = merge(object.metadata, { namespace = name }) },
      try(local.changes[name][key], {}),
    ) if key != "Namespace/gamgui"
  }]...)

  keyless_accounts = merge([for name, workspace in var.workspaces : {
    for account, google in workspace.keyless : "${name}/${account}" => merge(
      local.read.keyless["ServiceAccount/gamgui-keyless"],
      { metadata = { name = account, namespace = name, annotations = { "iam.gke.io/gcp-service-account" = google } } },
    )
  }]...)

  # The metadata server is open only where a tenant without a key needs it.
  keyless_networks = { for name, workspace in var.workspaces : name => merge(
    local.read.keyless["NetworkPolicy/allow-metadata"],
    { metadata = merge(local.read.keyless["NetworkPolicy/allow-metadata"].metadata, { namespace = name }) },
  ) if length(workspace.keyless) > 0 }

  reaper      = local.read.system["CronJob/reaper"]
  reaper_job  = local.reaper.spec.jobTemplate
  placeholder = local.read.system["Deployment/placeholder"]
  system_changes = {
    "CronJob/reaper" = {
      spec = merge(local.reaper.spec, { jobTemplate = merge(local.reaper_job, {
        spec = merge(local.reaper_job.spec, { template = merge(local.reaper_job.spec.template, {
          spec = merge(local.reaper_job.spec.template.spec, { containers = [
            for container in local.reaper_job.spec.template.spec.containers : merge(container, { image = var.image })
          ] })
        }) })
      }) })
    }
    "Deployment/placeholder" = { spec = merge(local.placeholder.spec, { replicas = var.placeholders }) }
  }
  system = { for key, object in local.read.system : key => merge(object, try(local.system_changes[key], {}))
  if key != "Namespace/gamgui-system" }
}
