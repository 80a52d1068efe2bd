variable "tenants" {
  type = map(object({
    namespaces      = set(string)
    service_account = string
    secret          = optional(bool, false)
  }))
  description = "Workspace domains whose sessions hold no key. Of each, by a short name: the namespaces and the Kubernetes service account that its sessions run as, and whether it also has a secret (oauth2.txt) in Secret Manager."
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.tenants) : can(regex("^[a-z][-a-z0-9]{0,20}[a-z0-9]$", name))])
    error_message = "tenants must be named with small letters, digits and “-”, 2 to 22 of them, beginning with a letter."
  }

  validation {
    condition     = alltrue([for tenant in values(var.tenants) : length(tenant.namespaces) > 0 && alltrue([for name in setunion(tenant.namespaces, [tenant.service_account]) : can(regex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", name))])])
    error_message = "tenants must each name at least one namespace, and its service account, as Kubernetes has names: small letters, digits and “-”."
  }

  validation {
    condition     = alltrue([for tenant in values(var.tenants) : tenant.service_account != "default"])
    error_message = "tenants must not use the service account default: every pod of the namespace would be the tenant."
  }
}

locals {
  # Each namespace of each tenant, by a name of both.
  tenant_places = merge([
    for name, tenant in var.tenants : {
      for namespace in tenant.namespaces : "${name}/${namespace}" => {
        tenant = name
        member = "serviceAccount:${google_container_cluster.this.workload_identity_config[0].workload_pool}[${namespace}/${tenant.service_account}]"
      }
    }
  ]...)
  tenants_with_secret = { for name, tenant in var.tenants : name => tenant if tenant.secret }
}

# One account a tenant: what it may do in Workspace is said by domain-wide delegation, which only the tenant can give.
resource "google_service_account" "tenant" {
  for_each = var.tenants

  account_id   = "gam-${each.key}"
  display_name = "GAM for ${each.key}"

  depends_on = [google_project_service.needed]
}

# Sessions of the tenant are this account by Workload Identity.
resource "google_service_account_iam_member" "session" {
  for_each = local.tenant_places

  service_account_id = google_service_account.tenant[each.value.tenant].name
  role               = "roles/iam.workloadIdentityUser"
  member             = each.value.member
}

# It signs for itself, and for no other: GAM's key_type signjwt.
resource "google_service_account_iam_member" "signs" {
  for_each = var.tenants

  service_account_id = google_service_account.tenant[each.key].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.tenant[each.key].member
}

resource "google_service_account_iam_member" "looks" {
  for_each = var.tenants

  service_account_id = google_service_account.tenant[each.key].name
  role               = "roles/iam.serviceAccountViewer"
  member             = google_service_account.tenant[each.key].member
}

# Where oauth2.txt is needed still. Terraform makes the place; what is in it never passes through Terraform's state.
resource "google_secret_manager_secret" "tenant" {
  for_each = local.tenants_with_secret

  secret_id           = "gam-${each.key}"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = var.location
      }
    }
  }

  depends_on = [google_project_service.needed]
}

resource "google_secret_manager_secret_iam_member" "tenant" {
  for_each = local.tenants_with_secret

  secret_id = google_secret_manager_secret.tenant[each.key].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.tenant[each.key].member
}
