#!/usr/bin/env bash
# `terraform.sh plan ROOT` writes terraform/ROOT/plan and shows it; `terraform.sh apply ROOT` applies that very plan.
set -euo pipefail
command=${1:?plan or apply} root=${2:?cluster or workspace}
cd "$(dirname "${BASH_SOURCE[0]}")/../../terraform/$root"
terraform init -input=false -backend-config="bucket=${STATE_BUCKET:?}" -backend-config="prefix=gamgui/$root"
case $command in
  plan)
    terraform plan -input=false -lock-timeout=5m -out=plan
    { echo '```'; terraform show -no-color plan; echo '```'; } >> "${GITHUB_STEP_SUMMARY:-/dev/stdout}"
    ;;
  apply) terraform apply -input=false -lock-timeout=5m plan ;;
  *)
    echo "There is no $command: plan or apply." >&2
    exit 2
    ;;
esac
