#!/usr/bin/env bash
# Makes requirements.lock anew from pyproject.toml. Versions stay as they are unless asked: tools/lock.sh --upgrade-package NAME
# Needs uv (`pip install uv`, anywhere but in .venv), which nobody else needs.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
[ -f requirements.lock ] && cp requirements.lock "$fresh"
uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra dev \
    --no-header --no-annotate --no-emit-index-url "$@" pyproject.toml --output-file "$fresh" > /dev/null
{
    echo "# Every package that Buurtteam and its checks use, directly or through another, with the hashes of its files,"
    echo "# for each system and each Python from 3.11 on. Made from pyproject.toml by tools/lock.sh; do not edit by hand."
    cat "$fresh"
} > requirements.lock
