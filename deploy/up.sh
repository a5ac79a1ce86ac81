#!/usr/bin/env bash
# From a clone to a running city: builds, creates and fills the database, starts Worker and Api, stays until Ctrl-C.
#   bash deploy/up.sh          the address is http://127.0.0.1:8080, or Urls=http://127.0.0.1:9000 bash deploy/up.sh
#   bash deploy/up.sh --demo   plays one order against it, stops, and exits with what that came to
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"
. "$DEPLOY/directory.sh"
. "$DEPLOY/hosts.sh"

case ${1-} in '') DEMO=false ;; --demo) DEMO=true ;; *) fail "usage: bash deploy/up.sh [--demo]" ;; esac

READY=false
OUR_DATABASE=false

step() { # WORDS COMMAND...: one line, a dot every five seconds, and its time; what the command says goes to the log
  local words=$1 began=$SECONDS said
  said=$(wc -l <"$DATA/log/up.log")
  shift
  printf '  %s ' "$words"
  in_group "$@" >>"$DATA/log/up.log" 2>&1
  while kill -0 "$GROUP" 2>/dev/null; do
    timeout 5 tail --pid="$GROUP" -s 0.1 -f /dev/null 9>&- & wait $! || printf .
  done 2>/dev/null   # or bash adds its own line when a command was killed
  group_ended || fail "This step failed after $((SECONDS - began)) s:"$'\n'"$(tail -n +$((said + 1)) "$DATA/log/up.log" | tail -n 40)"$'\n'"The whole log: $DATA/log/up.log"
  printf ' %d s\n' $((SECONDS - began))
}

stop_all() {
  local status=$?
  trap '' INT TERM HUP PIPE
  set +e
  end_group
  stop_hosts
  if $OUR_DATABASE; then database_stop; rm -f "$DATA/run/database"; fi
  rm -f "$DATA/run/up"
  if $READY; then echo "stopped"; fi
  exit "$status"
}

read_address() {
  local urls=${Urls:-http://127.0.0.1:8080}
  [[ ${urls%%;*} =~ ^http://([^/:]+|\[[0-9a-f:]+\]):([1-9][0-9]*)/?$ ]] || fail "Urls must begin with an address like http://127.0.0.1:8080, not ${urls%%;*}"
  local host=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]} trouble other
  [ "$port" -le 65535 ] || fail "Urls names port $port; the greatest is 65535."
  case $host in '*' | + | 0.0.0.0 | '[::]') host=127.0.0.1 ;; esac
  trouble=$(why_not_free "${host//[\[\]]/}" "$port")
  if [ -n "$trouble" ]; then
    other=http://127.0.0.1:$(first_free_port $((port + 1)))
    if ! $DEMO || [ -n "${Urls-}" ]; then
      fail "Cannot open port $port on $host: $trouble."$'\n'"Free it, or choose another port:   Urls=$other bash deploy/up.sh"
    fi
    urls=$other host=127.0.0.1 port=${other##*:}
  fi
  ADDRESS=http://$host:$port
  export Urls=$urls
}

servers_can_run() {
  local runtimes
  "${AS[@]}" test -x "$DATA/run" || fail "The system user $SERVER_USER cannot reach $DATA: choose another VOLUNTEER_DATA, or open its parent directories (chmod o+x)."
  runtimes=$("${AS[@]}" dotnet --list-runtimes 2>&1 || true)
  [[ $runtimes == *"Microsoft.AspNetCore.App 10."* ]] || fail "The servers' user cannot run ASP.NET Core 10 from $(realpath "$(command -v dotnet)"):
$runtimes
Install .NET SDK 10 where every user can reach it, for example under /usr/share/dotnet."
}

# A database that somebody started by hand is used and left running; one that a killed up.sh left behind is ours again.
open_database() {
  [ -d "$DATA/database" ] || step "creating the database" bash "$DEPLOY/database.sh" create
  if ! database_running || [ -f "$DATA/run/database" ]; then
    OUR_DATABASE=true
    touch "$DATA/run/database"
    database_start
  fi
}

# The marks lie inside the database's directory, so they go and come with it.
marked() { cmp -s "$DATA/app/checksum" "$DATA/database/volunteer.$1"; }
mark() { "${AS[@]}" cp "$DATA/app/checksum" "$DATA/database/volunteer.$1"; }

main() {
  need_tools
  prepare_data
  take_lock
  trap stop_all EXIT
  trap 'echo; exit 130' INT
  trap 'echo; exit 143' TERM HUP
  stop_hosts
  : >"$DATA/log/up.log"
  read_address
  servers_can_run

  echo "Volunteer, from $(dirname "$DEPLOY") with its data in $DATA"
  step "packages" bash "$DEPLOY/packages.sh"
  build_hosts
  open_database
  if ! marked migrated; then
    step "roles and database" bash "$DEPLOY/worker.sh" create-database
    step "tables" bash "$DEPLOY/worker.sh" migrate
    mark migrated
  fi
  if [ ! -f "$DATA/database/volunteer.filled" ]; then
    step "working days" bash "$DEPLOY/worker.sh" import-calendar "$DEPLOY/data/working-days.csv"
    step "sites of Xiangyang" bash "$DEPLOY/worker.sh" import-sites "$DEPLOY/data/divisions-xiangyang-4206.csv"
    step "menu" bash "$DEPLOY/worker.sh" import-menu "$DEPLOY/data/menu.csv"
    step "two months of history" env DOTNET_TieredPGO=0 bash "$DEPLOY/worker.sh" play-history "$DEPLOY/demonstration/city.json" ${DEMONSTRATION_ORDERS:+--orders "$DEMONSTRATION_ORDERS"}
  fi

  start_host worker TimeBank.Worker.dll
  start_host api TimeBank.Api.dll
  wait_ready
  export WORKER="bash '$DEPLOY/worker.sh'"
  if [ ! -f "$DATA/database/volunteer.filled" ]; then
    step "demonstration accounts" node "$DEPLOY/seed.mjs" "$ADDRESS"
    mark filled
  fi
  echo "process $$, $ADDRESS" >"$DATA/run/up"
  node "$DEPLOY/seed.mjs" --show
  READY=true
  echo "$ADDRESS is ready after $SECONDS s; the logs are in $DATA/log"
  if [ "${Sms__Kind:-Inbox}" = Inbox ]; then echo "texts to phones stand at $ADDRESS/dev/inbox"; fi
  if $DEMO; then
    in_group bash "$DEPLOY/demo.sh" "$ADDRESS"
    group_ended
  else
    trap 'exit 0' INT TERM HUP
    echo "Ctrl-C stops it"
    watch_hosts
  fi
}

main
