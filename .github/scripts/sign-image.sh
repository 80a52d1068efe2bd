#!/usr/bin/env bash
# Signs IMAGE (by its digest) as this workflow, without a key, and checks the signature as a cluster would.
set -euo pipefail
: "${IMAGE:?name@sha256:…}" "${SIGNER:?the address of the workflow, with its ref}"
if [[ $IMAGE != *@sha256:* ]]; then
  echo "Only a digest is signed: a tag may mean another image tomorrow." >&2
  exit 2
fi
cosign sign --yes "$IMAGE"
cosign verify "$IMAGE" \
  --certificate-identity "$SIGNER" \
  --certificate-oidc-issuer https://token.actions.githubusercontent.com > /dev/null
