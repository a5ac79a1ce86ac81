# shellcheck shell=bash disable=SC2164 # the sourcing script has set -e
# Building, starting and stopping the two hosts. Sourced by up.sh.

declare -A HOST_PID=()
WATCH_PID=      # ends when the database does

sources_checksum() {
  (cd "$DEPLOY/.." && { dotnet --version; find src Directory.*.props BannedSymbols.txt .editorconfig -type f \
    -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/node_modules/*' -not -path '*/wwwroot/lib/*' -print0 |
    sort -z | xargs -0 sha256sum; } | sha256sum)
}

# The programs go where the servers' user can reach them, whatever the clone's parents allow.
build_hosts() {
  local checksum room
  checksum=$(sources_checksum)
  [ "$checksum" != "$(cat "$DATA/app/checksum" 2>/dev/null)" ] || return 0
  rm -rf "$DATA/app/checksum" "$DATA/app/worker" "$DATA/app/api"
  for room in Worker Api; do
    step "building $room" dotnet publish "$DEPLOY/../src/$room" -c Release -o "$DATA/app/${room,}" --disable-build-servers -v quiet
  done
  chmod -R a+rX "$DATA/app"
  echo "$checksum" >"$DATA/app/checksum"
}

start_host() { # NAME ASSEMBLY
  local log
  log=$(fresh_log "$1")
  (
    settings_for "$1"
    export Sms__Kind=${Sms__Kind:-Inbox}   # a demonstration shows its texts on a page
    cd "$DATA/app/$1"
    exec setsid "${AS[@]}" dotnet "$DATA/app/$1/$2"
  ) </dev/null >"$log" 2>&1 9>&- &
  HOST_PID[$1]=$!
  echo "$!" >"$DATA/run/$1"
}

# Ours, or what an up.sh that was killed left behind; a number that belongs to another program by now is left alone.
stop_hosts() {
  local name pid
  if [ -n "$WATCH_PID" ]; then kill "$WATCH_PID"; fi 2>/dev/null
  for name in api worker; do
    if ! [ -f "$DATA/run/$name" ]; then continue; fi
    pid=$(<"$DATA/run/$name")
    if tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$DATA/app/$name/"; then stop_process "$pid"; fi 2>/dev/null
    rm -f "$DATA/run/$name"
  done
}

# Says which one ended, and what its last words were.
fail_if_ended() {
  local name
  for name in worker api; do
    kill -0 "${HOST_PID[$name]}" 2>/dev/null || fail "The $name ended by itself. The end of $DATA/log/$name.log:"$'\n'"$(tail -n 20 "$DATA/log/$name.log")"
  done
  kill -0 "$WATCH_PID" 2>/dev/null || fail "The database ended by itself. The end of $DATA/log/database.log:"$'\n'"$(tail -n 20 "$DATA/log/database.log")"
}

watch_database() {
  tail --pid="$(head -1 "$DATA/database/postmaster.pid")" -f /dev/null 9>&- &
  WATCH_PID=$!
}

wait_ready() {
  local deadline=$((SECONDS + 90))
  watch_database
  until node -e 'fetch(process.argv[1], { signal: AbortSignal.timeout(5000) }).then(r => process.exit(r.status === 200 ? 0 : 1), () => process.exit(1))' "$ADDRESS/health/ready"; do
    fail_if_ended
    [ "$SECONDS" -lt "$deadline" ] || fail "$ADDRESS/health/ready did not answer 200 within 90 s. The end of $DATA/log/api.log:"$'\n'"$(tail -n 20 "$DATA/log/api.log")"
    sleep 0.2
  done
}

watch_hosts() {
  wait -n "${HOST_PID[@]}" "$WATCH_PID" 2>/dev/null || true
  fail_if_ended
}
