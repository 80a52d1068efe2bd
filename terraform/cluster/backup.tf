variable "backup" {
  type = object({
    schedule    = string
    retain_days = number
    lock_days   = number
  })
  description = "When the cluster's objects are backed up (cron, UTC), for how long a backup is kept, and for how long nobody can remove it."
  default = {
    schedule    = "17 3 * * *"
    retain_days = 30
    lock_days   = 7
  }

  validation {
    condition     = length(split(" ", var.backup.schedule)) == 5
    error_message = "backup.schedule must be five fields of cron, like 17 3 * * *."
  }

  validation {
    condition     = var.backup.lock_days >= 0 && var.backup.lock_days <= 90 && var.backup.retain_days >= max(1, var.backup.lock_days) && var.backup.retain_days <= 365
    error_message = "backup must be kept for 1 to 365 days, and be locked for no longer than that and at most 90."
  }
}

# Objects and volumes of all namespaces. Secrets are left out: they lie in Secret Manager, or with those who made them.
resource "google_gke_backup_backup_plan" "this" {
  name     = var.name
  location = var.location
  cluster  = google_container_cluster.this.id

  retention_policy {
    backup_retain_days      = var.backup.retain_days
    backup_delete_lock_days = var.backup.lock_days
  }

  backup_schedule {
    cron_schedule = var.backup.schedule
  }

  backup_config {
    all_namespaces      = true
    include_secrets     = false
    include_volume_data = true
  }
}

# The way back: what is in a backup and not in the cluster is made again; what is there stays as it is.
resource "google_gke_backup_restore_plan" "this" {
  name        = var.name
  location    = var.location
  backup_plan = google_gke_backup_backup_plan.this.id
  cluster     = google_container_cluster.this.id

  restore_config {
    all_namespaces                   = true
    namespaced_resource_restore_mode = "MERGE_SKIP_ON_CONFLICT"
    volume_data_restore_policy       = "RESTORE_VOLUME_DATA_FROM_BACKUP"
    cluster_resource_conflict_policy = "USE_EXISTING_VERSION"

    cluster_resource_restore_scope {
      all_group_kinds = true
    }
  }
}
