#!/usr/bin/env bash
# The embedded PostgreSQL 18 under $DATA: loopback only, passwords only, builtin C.UTF-8, durable unless its maker says otherwise.
# Sourced by up.sh and test.sh. By hand, when up.sh is not running:   bash deploy/database.sh start | stop
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

# The clone may lie under a closed home, so the servers' user gets a copy of the programs that it can reach.
copy_postgres() {
  cmp -s "$POSTGRES_PACKAGE/package.json" "$DATA/postgres/package.json" && return
  rm -rf "$DATA/postgres" "$DATA/postgres.new"
  cp -R "$POSTGRES_PACKAGE/native" "$DATA/postgres.new"
  cp "$POSTGRES_PACKAGE/package.json" "$DATA/postgres.new/"
  chmod -R a+rX "$DATA/postgres.new"
  mv "$DATA/postgres.new" "$DATA/postgres"
}

make_passwords() {
  [ -f "$DATA/passwords" ] && return
  local role
  (umask 077; for role in superuser owner api worker; do
    echo "$role=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
  done >"$DATA/passwords.new")
  mv "$DATA/passwords.new" "$DATA/passwords"
}

# Of this machine, or of the container that it is.
memory_mb() {
  local limit=max
  if [ -r /sys/fs/cgroup/memory.max ]; then limit=$(</sys/fs/cgroup/memory.max); fi
  awk -v limit="$limit" '/^MemTotal:/ { print int((limit != "max" && limit / 1024 < $2 ? limit / 1024 : $2) / 1024) }' /proc/meminfo
}

# Options for initdb; they stand in postgresql.conf afterwards. A city's passbooks stay in memory, a page that was changed a moment ago is not written out again
# whole after a checkpoint each gigabyte, a look by an index costs about what the next page does, and no statement is worth compiling.
for_a_city() {
  local memory
  memory=$(memory_mb)
  printf -- '--set\n%s\n' "shared_buffers=$((memory / 4 < 8192 ? memory / 4 : 8192))MB" "effective_cache_size=$((memory / 2))MB" max_wal_size=4GB random_page_cost=1.1 jit=off
}

# Made beside its place and moved there whole: a power cut leaves a database or none. $@: initdb's further options, the last word about each.
database_create() {
  [ -d "$DATA/database" ] && return
  local city
  mapfile -t city < <(for_a_city)
  copy_postgres
  make_passwords
  rm -rf "$DATA/database.new"
  install -d -m 700 "${OWNED[@]}" "$DATA/database.new"
  install -m 600 "${OWNED[@]}" <(sed -n 's/^superuser=//p' "$DATA/passwords") "$DATA/superuser.new"
  (cd "$DATA/postgres" && "${AS[@]}" bin/initdb -D "$DATA/database.new" -U postgres --pwfile="$DATA/superuser.new" -A scram-sha-256 \
    -E UTF8 --locale=C --lc-ctype=C.UTF-8 --locale-provider=builtin --builtin-locale=C.UTF-8 \
    --set listen_addresses=127.0.0.1 --set unix_socket_directories= --set timezone=UTC --set log_timezone=UTC "${city[@]}" "$@") </dev/null
  rm "$DATA/superuser.new"
  mv "$DATA/database.new" "$DATA/database"
}

pg_ctl() { (cd "$DATA/postgres" && "${AS[@]}" bin/pg_ctl -D "$DATA/database" -w -t 300 "$@") </dev/null 9>&-; }

# After a power cut the noted number may belong to another program, and PostgreSQL would wait for that one to end.
# Every process of a server stands in its directory, so when none does the note is stale. Its own user looks: in a container root may not see where others stand.
forget_stale_pid() {
  (cd / && "${AS[@]}" bash -c 'for directory in /proc/[0-9]*/cwd; do [ ! "$directory" -ef "$1" ] || exit 0; done; exit 1' look "$DATA/database") || rm -f "$DATA/database/postmaster.pid"
}

database_running() { forget_stale_pid; [ -d "$DATA/database" ] && pg_ctl status >/dev/null 2>&1; }

# The port is chosen once; only when another program has taken it since is it chosen anew.
choose_port() {
  if ! [ -f "$DATA/database.port" ] || ! port_free 127.0.0.1 "$(<"$DATA/database.port")"; then
    first_free_port 5433 >"$DATA/database.port"
  fi
}

database_start() {
  local log
  database_running && return
  copy_postgres
  choose_port
  log=$(fresh_log database)
  pg_ctl -o "-p $(<"$DATA/database.port")" start >"$log" 2>&1 || fail "The database did not start:"$'\n'"$(tail -n 15 "$log")"
}

database_stop() {
  database_running || return 0
  pg_ctl -m fast stop >/dev/null 2>&1 || pg_ctl -m immediate stop >/dev/null
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  case ${1-} in create | start | stop) "database_$1" "${@:2}" ;; *) fail "usage: bash deploy/database.sh start | stop" ;; esac
fi
