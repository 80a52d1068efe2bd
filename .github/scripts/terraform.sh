#!/usr/bin/env bash
# `terraform.sh plan ROOT` writes terraform/ROOT/plan and shows it; `terraform.sh apply ROOT` applies that very plan.
set -euo pipefail
command=${1:?plan or apply} root=${2:?cluster or workspace}
cd "$(dirname "${BASH_SOURCE[0]}")/../../terraform/$root"
terraform init -input=false -backend-config="bucket=${STATE_BUCKET:?}" -backend-config="prefix=gamgui/$root"
case $command in
  plan)
    # A lock is written beside the state, and who plans may only read it. A plan of a state that changed meanwhile is
    # refused by apply, which locks.
    terraform plan -input=false -lock=false -out=plan
    { echo '```'; terraform show -no-color plan; echo '```'; } >> "${GITHUB_STEP_SUMMARY:-/dev/stdout}"
    ;;
  apply) terraform apply -input=false -lock-timeout=5m plan ;;
  *)
    echo "There is no $command: plan or apply." >&2
    exit 2
    ;;
esac
