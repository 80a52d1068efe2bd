# Read by GamGUI's “Import settings” as `terraform output -json` prints them (main/settings/exchange/terraform.ts).
output "namespace" {
  description = "The workspace, where there is one alone; with several, each person sets their own."
  value       = length(var.workspaces) == 1 ? one(keys(var.workspaces)) : null
}

output "pod_template" {
  description = "The PodTemplate that sessions are made from; it names the image and the service account."
  value       = "gamgui-session"
}

# Read by people.
output "workspaces" {
  description = "All of them, and who may use each."
  value       = { for name, workspace in var.workspaces : name => sort(setunion(workspace.users, workspace.groups)) }
}
