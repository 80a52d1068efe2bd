#!/usr/bin/env bash
# Waits for Artifact Registry's scan of IMAGE, and fails where a critical hole has a fix.
set -euo pipefail
: "${IMAGE:?name@sha256:…}"
tries=${TRIES:-20}
for ((try = 1; try <= tries; try++)); do
  # An image that was pushed just now may not be known yet: that is one more reason to wait. What gcloud says is shown.
  state=$(gcloud artifacts docker images describe "$IMAGE" --show-package-vulnerability \
    --format 'value(discovery_summary.discovery[0].discovery.analysisStatus)') || state=
  [[ $state == FINISHED_SUCCESS ]] && break
  if ((try == tries)); then
    echo "The scan did not end: its state is ${state:-unknown}." >&2
    exit 1
  fi
  sleep "${PAUSE:-15}"
done
holes=$(gcloud artifacts vulnerabilities list "$IMAGE" \
  --filter 'vulnerability.effectiveSeverity=CRITICAL AND vulnerability.fixAvailable=true' \
  --format 'value(vulnerability.shortDescription)' | sort -u)
if [[ -n $holes ]]; then
  printf 'Critical holes that have a fix:\n%s\n' "$holes" >&2
  exit 1
fi
echo "No critical hole has a fix that is not in the image."
