#!/usr/bin/env bash
# Brings a backup back to life in a data directory that holds nothing yet, and recounts it; up.sh runs it then.
#   VOLUNTEER_DATA=DIRECTORY bash deploy/restore.sh BACKUP
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"
. "$DEPLOY/directory.sh"
. "$DEPLOY/hosts.sh"

[ $# = 1 ] || fail "usage: VOLUNTEER_DATA=DIRECTORY bash deploy/restore.sh BACKUP"
BACKUP=$(realpath "$1")
PARTS=(base.tar wal.tar keys.tar)
BEGUN=false   # what lies in the data directory from here on is ours to take away again

step() { echo "  $1"; shift; "$@"; }   # hosts.sh builds with it

finish() {
  local status=$?
  trap '' INT TERM HUP
  set +e
  database_stop
  rm -rf "$DATA/restoring" "$DATA/run/up"
  if $BEGUN && [ "$status" != 0 ]; then rm -rf "$DATA/database" "$DATA/keys" "$DATA/passwords" "$DATA/demonstration.json"; fi
  exit "$status"
}

check_backup() {
  local part
  for part in "${PARTS[@]}"; do
    grep -q "  $part\$" "$BACKUP/SHA256SUMS" 2>/dev/null || fail "$BACKUP is no whole backup: $part or its checksum is missing."
  done
  (cd "$BACKUP" && sha256sum --strict --quiet -c SHA256SUMS) || fail "$BACKUP is damaged, as said above. Use another backup."
}

refuse_to_overwrite() {
  local name
  for name in database passwords demonstration.json keys; do
    [ -z "$(ls -A "$DATA/$name" 2>/dev/null)" ] || fail "$DATA holds a deployment already ($name), and nothing is ever overwritten. Give another directory:   VOLUNTEER_DATA=DIRECTORY bash deploy/restore.sh $BACKUP"
  done
}

# As the servers' user, who then owns it. The database comes last and whole: up.sh asks for it alone.
unpack() {
  rm -rf "$DATA/restoring"
  install -d -m 700 "${OWNED[@]}" "$DATA/restoring" "$DATA/restoring/database"
  (
    umask 077
    cd "$DATA/restoring"
    tar -x --no-same-owner <"$BACKUP/keys.tar"
    if [ ${#OWNED[@]} -gt 0 ]; then chown -R "$SERVER_USER" keys; fi
    for part in base.tar wal.tar; do "${AS[@]}" tar -C database -x <"$BACKUP/$part"; done
  )
  BEGUN=true
  if [ -d "$DATA/keys" ]; then rmdir "$DATA/keys"; fi
  mv "$DATA/restoring"/{keys,passwords} "$DATA/"
  if [ -f "$DATA/restoring/demonstration.json" ]; then mv "$DATA/restoring/demonstration.json" "$DATA/"; fi
  mv "$DATA/restoring/database" "$DATA/"
}

main() {
  need_tools
  check_backup
  refuse_to_overwrite
  prepare_data
  take_lock
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  echo "Restoring $BACKUP into $DATA"
  step "packages" bash "$DEPLOY/packages.sh" >/dev/null
  step "files" unpack
  step "the WAL up to the backup's end" database_start
  build_hosts
  BEGUN=false   # whole: even if the recount finds something, a person must see it
  step "recount" bash "$DEPLOY/worker.sh" check || fail "It is restored, but the recount found what is said above: it was so when the backup was made, or this copy is not whole."
  cat "$BACKUP/ABOUT"
  echo "Start it:   VOLUNTEER_DATA=$DATA bash deploy/up.sh"
}

main
