#!/usr/bin/env bash
# Whole-process time and memory of the demo and, where the data stand beside the checkout, of the STAGES participant run.
# Usage: bench/demo/run.sh   (after dotnet build -c Release)
set -euo pipefail
cd "$(dirname "$0")/../.."
program=artifacts/bin/Etiogrid.Cli/release/etiogrid
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
measure() {
  local name=$1; shift
  /usr/bin/time -f "$name: %e s wall, %U s user, %S s system, %M kB peak" "$@" >/dev/null
}
measure "demo, 60 people" "$program" demo "$out/demo" --quiet
measure "participant level again, measures cached" "$program" "$out/demo/study" "$out/demo" participant --quiet
measure "validate" "$program" validate "$out/demo/study"
shared=${ETIOGRID_SHARED:-../shared}
if [ -d "$shared/studies/stages-fep" ]; then
  export ETIOGRID_SHARED=$(cd "$shared" && pwd)
  measure "STAGES participant, 55 people, 92 sessions" "$program" "$ETIOGRID_SHARED/studies/stages-fep" "$out/stages" participant --config examples/stages-fep/study.yaml --quiet
  measure "STAGES group" "$program" "$ETIOGRID_SHARED/studies/stages-fep" "$out/stages" group --config examples/stages-fep/study.yaml --quiet
fi
