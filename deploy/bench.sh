#!/usr/bin/env bash
# The numbers to hold, measured on a durable PostgreSQL of their own that is gone afterwards.   bash deploy/bench.sh [NAME...]
# One line a figure: name, value, unit, the limit in the same run, their ratio, the target, "ok" or "short". BENCH_SCALE=0.01 is for a quick try.
set -e   # before all else: without a directory of its own this script would work in, and remove, the product's
TEMPORARY=$(mktemp -d "${TMPDIR:-/tmp}/volunteer-bench.XXXXXX")
VOLUNTEER_DATA=$TEMPORARY
SERVER_USER=nobody
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

finish() {
  local status=$?
  trap '' INT TERM HUP
  set +e
  end_group
  database_stop
  rm -rf "$TEMPORARY"
  exit "$status"
}

# On Debian pgbench lies beside the server's programs, and only sometimes on the path as well.
need_pgbench() {
  PGBENCH=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench 2>/dev/null | tail -1 || true)
  if [ -z "$PGBENCH" ]; then
    install_packages postgresql-15 >"$DATA/log/apt.log" 2>&1
    PGBENCH=$(ls /usr/lib/postgresql/*/bin/pgbench 2>/dev/null | tail -1 || true)
  fi
  [ -n "$PGBENCH" ] || fail "This machine still needs pgbench (Debian: apt-get install postgresql-15)."
  export PGBENCH
}

main() {
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  need_tools
  chmod 755 "$DATA"
  mkdir "$DATA/log"
  need_pgbench
  bash "$DEPLOY/packages.sh" >/dev/null
  cd "$DEPLOY/.."
  in_group dotnet build tests/Bench -c Release --disable-build-servers -v quiet -clp:ErrorsOnly --nologo >&2
  group_ended
  first_free_port $((20000 + RANDOM % 10000)) >"$DATA/database.port"
  database_create >"$DATA/log/initdb.log"
  database_start
  settings_for create-database
  in_group dotnet tests/Bench/bin/Release/net10.0/TimeBank.Bench.dll "$@"
  group_ended
}

main "$@"
