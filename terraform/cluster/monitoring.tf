variable "alert_emails" {
  type        = set(string)
  description = "Who is told when something is wrong, and when the budget runs out."
  default     = []

  validation {
    condition     = alltrue([for email in var.alert_emails : can(regex("^[^@\\s]+@[a-z0-9.-]+\\.[a-z]+$", email))])
    error_message = "alert_emails must be addresses like gam-admins@example.com."
  }
}

locals {
  channels = [for channel in google_monitoring_notification_channel.email : channel.id]
  cluster  = "cluster=\"${var.name}\""
  # Google's own pods, the reaper and the placeholders are no sessions.
  others   = "kube-.*|gke-.*|gmp-.*|gamgui-system"
  sessions = "${local.cluster},namespace!~\"${local.others}\""

  # What is measured: true for as long as `for` says, and somebody is told.
  measured_alerts = {
    waits = {
      title = "Sessions wait for a node"
      query = "sum(kube_pod_status_unschedulable{${local.sessions}}) > 0"
      for   = "600s"
      todo  = "Look at `kubectl get events -A --field-selector reason=FailedScheduling`. Quotas of the project (CPUs, addresses) are the usual cause: https://console.cloud.google.com/iam-admin/quotas"
    }
    throttled = {
      title = "The API server turns requests away"
      query = "sum(rate(apiserver_request_total{${local.cluster},code=\"429\"}[5m])) > 1"
      for   = "300s"
      todo  = "Somebody asks too much: docs/cost.md says how much the app asks, and what breaks first."
    }
    restarts = {
      title = "Sessions are started again and again"
      query = "sum by (namespace_name) (increase(kubernetes_io:container_restart_count{cluster_name=\"${var.name}\",namespace_name!~\"${local.others}\"}[15m])) > 5"
      for   = "0s"
      todo  = "Most often they run out of memory: `kubectl -n NAMESPACE describe pods`, and a larger size in New session."
    }
  }

  # What a line of the logs says: told at once, and then not again for an hour.
  logged_alerts = {
    refused = {
      title  = "The admission policy refused a pod"
      filter = "resource.type=\"k8s_cluster\" resource.labels.cluster_name=\"${var.name}\" protoPayload.methodName=\"io.k8s.core.v1.pods.create\" protoPayload.status.message:\"ValidatingAdmissionPolicy\""
      todo   = "The line says who asked for which pod. One of an old app is harmless; a foreign image or owner is not."
    }
    rights = {
      title  = "The rights on the project changed"
      filter = "log_id(\"cloudaudit.googleapis.com/activity\") protoPayload.methodName=\"SetIamPolicy\" resource.type=\"project\""
      todo   = "If it was no apply of Terraform, ask who the line names. `terraform plan` shows what is not as it should be."
    }
    backup = {
      title  = "A backup failed"
      filter = "resource.type=\"gkebackup.googleapis.com/BackupPlan\" severity>=ERROR"
      todo   = "`gcloud beta container backup-restore backups list` has the reason. The backup before it is still there."
    }
    nodes = {
      title  = "No node can be had"
      filter = "log_id(\"container.googleapis.com/cluster-autoscaler-visibility\") resource.labels.cluster_name=\"${var.name}\" jsonPayload.noDecisionStatus.noScaleUp:*"
      todo   = "Quotas of the project are the usual cause: https://console.cloud.google.com/iam-admin/quotas"
    }
  }
}

resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  display_name = "GamGUI: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }

  depends_on = [google_project_service.needed]
}

resource "google_monitoring_alert_policy" "measured" {
  for_each = local.measured_alerts

  display_name          = "GamGUI: ${each.value.title}"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = each.value.title

    condition_prometheus_query_language {
      query               = each.value.query
      duration            = each.value.for
      evaluation_interval = "60s"
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = each.value.todo
  }

  depends_on = [google_container_cluster.this]
}

resource "google_monitoring_alert_policy" "logged" {
  for_each = local.logged_alerts

  display_name          = "GamGUI: ${each.value.title}"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = each.value.title

    condition_matched_log {
      filter = each.value.filter
    }
  }

  alert_strategy {
    notification_rate_limit {
      period = "3600s"
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = each.value.todo
  }

  depends_on = [google_project_service.needed]
}
