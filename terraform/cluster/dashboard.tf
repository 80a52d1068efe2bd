locals {
  # A chart each: its title, and its query in PromQL.
  charts = {
    "Sessions, by namespace"              = "sum by (namespace) (kube_pod_status_phase{${local.sessions},phase=\"Running\"})"
    "Sessions that wait for a node"       = "sum by (namespace) (kube_pod_status_unschedulable{${local.sessions}})"
    "Processors in use, by namespace"     = "sum by (namespace_name) (rate(kubernetes_io:container_cpu_core_usage_time{cluster_name=\"${var.name}\"}[5m]))"
    "Memory in use, by namespace"         = "sum by (namespace_name) (kubernetes_io:container_memory_used_bytes{cluster_name=\"${var.name}\",memory_type=\"non-evictable\"})"
    "Requests to the API server, by verb" = "sum by (verb) (rate(apiserver_request_total{${local.cluster}}[5m]))"
    "Requests it turned away"             = "sum by (code) (rate(apiserver_request_total{${local.cluster},code=~\"429|5..\"}[5m]))"
  }
  chart_titles = keys(local.charts)
}

resource "google_monitoring_dashboard" "this" {
  dashboard_json = jsonencode({
    displayName = "GamGUI"
    mosaicLayout = {
      columns = 12
      tiles = [
        for index, title in local.chart_titles : {
          xPos   = 6 * (index % 2)
          yPos   = 4 * floor(index / 2)
          width  = 6
          height = 4
          widget = {
            title = title
            xyChart = {
              dataSets = [{
                plotType        = "LINE"
                timeSeriesQuery = { prometheusQuery = local.charts[title] }
              }]
            }
          }
        }
      ]
    }
  })

  depends_on = [google_project_service.needed]
}
