#!/usr/bin/env bash
# Builds the session image on BASE, pushes it to REPOSITORY as TAG, and gives its name and digest to later steps.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${REPOSITORY:?such as europe-west1-docker.pkg.dev/PROJECT/gamgui}" "${BASE:?an image named by its digest}" "${TAG:?}"
if [[ $BASE != *@sha256:* ]]; then
  echo "BASE must be named by its digest: a tag may mean another image tomorrow." >&2
  exit 2
fi
name="$REPOSITORY/session"
gcloud auth configure-docker "${REPOSITORY%%/*}" --quiet
docker build -f agent/Containerfile --build-arg "BASE=$BASE" -t "$name:$TAG" .
docker push "$name:$TAG"
reference=$(docker inspect --format '{{index .RepoDigests 0}}' "$name:$TAG")
printf 'name=%s\ndigest=%s\n' "$name" "${reference#*@}" >> "${GITHUB_OUTPUT:-/dev/stdout}"
