#!/usr/bin/env bash
# Runs one verb of the Worker as up.sh does: the servers' user, that verb's settings.   bash deploy/worker.sh import-sites FILE
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
[ $# -gt 0 ] || { echo "usage: bash deploy/worker.sh VERB [ARGUMENT ...]" >&2; exit 2; }
[ -f "$DATA/app/worker/TimeBank.Worker.dll" ] || { echo "Nothing is built yet: run bash deploy/up.sh first." >&2; exit 1; }

verb=$1 words=()
shift
# A file that is named goes where the servers' user can read it, whatever its directory allows.
for word; do
  if [ -f "$word" ]; then
    copy=$DATA/app/data/$(basename "$word")
    install -D -m 644 "$word" "$copy"
    word=$copy
  fi
  words+=("$word")
done

settings_for "$verb"
# A verb runs once, beside its database: neither watching its own code nor spinning pays off, nor mapping twice what is compiled.
export DOTNET_TieredPGO=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 DOTNET_EnableWriteXorExecute=0
cd "$DATA/app/worker"
exec "${AS[@]}" dotnet "$DATA/app/worker/TimeBank.Worker.dll" "$verb" "${words[@]}"
