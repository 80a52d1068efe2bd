#!/usr/bin/env bash
# Builds the session image on BASE, pushes it to REPOSITORY as TAG, and gives its name and digest to later steps. A tag
# that is there already never means another image: its digest is given, so that what failed later can be done again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${REPOSITORY:?such as europe-west1-docker.pkg.dev/PROJECT/gamgui}" "${BASE:?an image named by its digest}" "${TAG:?}"
if [[ $BASE != *@sha256:* ]]; then
  echo "BASE must be named by its digest: a tag may mean another image tomorrow." >&2
  exit 2
fi
name="$REPOSITORY/session"
# Signing needs it too.
gcloud auth configure-docker "${REPOSITORY%%/*}" --quiet
# It fails where there is no such tag, and says so; where it fails for another reason the push below does as well.
digest=$(gcloud artifacts docker images describe "$name:$TAG" --format 'value(image_summary.digest)') || digest=
if [[ -z $digest ]]; then
  docker build -f agent/Containerfile --build-arg "BASE=$BASE" -t "$name:$TAG" .
  docker push "$name:$TAG"
  reference=$(docker inspect --format '{{index .RepoDigests 0}}' "$name:$TAG")
  digest=${reference#*@}
fi
printf 'name=%s\ndigest=%s\n' "$name" "$digest" >> "${GITHUB_OUTPUT:-/dev/stdout}"
