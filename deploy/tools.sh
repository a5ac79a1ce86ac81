# shellcheck shell=bash
# What the scripts say, and what they need of the machine. Sourced.

fail() { # WHAT HAPPENED AND HOW TO MEND IT
  printf '\n%s\n' "$*" >&2
  exit 1
}

# One line for each thing that is missing: Debian's package, then words for a person.
missing_tools() {
  case $(uname -sm) in "Linux x86_64" | "Linux aarch64") ;; *) echo "- Linux on x64 or arm64 (this is $(uname -sm))" ;; esac
  [[ $'\n'$(dotnet --list-sdks 2>/dev/null) == *$'\n10.'* ]] || echo "dotnet-sdk-10.0 .NET SDK 10: https://dotnet.microsoft.com/download/dotnet/10.0"
  node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null || echo "nodejs Node.js 20 or newer: https://nodejs.org/en/download"
  command -v npm >/dev/null || echo "npm npm, which comes with Node.js: https://nodejs.org/en/download"
  command -v setpriv >/dev/null && command -v flock >/dev/null || echo "util-linux setpriv and flock (Debian: apt-get install util-linux)"
  if [ "$(id -u)" = 0 ] && ! command -v useradd >/dev/null; then echo "passwd useradd (Debian: apt-get install passwd)"; fi
}

# What the tests need besides.
missing_test_tools() {
  missing_tools
  compgen -G "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server" >/dev/null ||
    echo "rabbitmq-server RabbitMQ (Debian, as root: apt-get install --no-install-recommends rabbitmq-server; the tests start one of their own, so its service may stay off)"
  [ -x /usr/lib/postgresql/15/bin/postgres ] ||
    echo "postgresql-15 PostgreSQL 15 (Debian, as root: apt-get install --no-install-recommends postgresql-15; the tests start one of their own, so its service may stay off)"
  [ -x /usr/bin/chromium-headless-shell ] || echo "chromium-headless-shell Chromium (Debian, as root: apt-get install --no-install-recommends chromium-headless-shell)"
  [ -f /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc ] || echo "fonts-wqy-zenhei a Chinese font for it (Debian, as root: apt-get install --no-install-recommends fonts-wqy-zenhei)"
}

# Debian starts a server with its package, for the whole network and at every boot, and makes a database for it; the tests need the programs alone.
without_services() (
  made=()
  trap 'rm -f "${made[@]}"; rmdir -p /etc/postgresql-common/createcluster.d 2>/dev/null || true' EXIT
  trap 'exit 130' INT TERM HUP
  for_now() { # FILE MODE WORDS: unless the machine has such a file of its own
    if [ -e "$1" ]; then return; fi
    mkdir -p "$(dirname "$1")"
    made+=("$1")
    echo "$3" >"$1"
    chmod "$2" "$1"
  }
  for_now /usr/sbin/policy-rc.d 755 $'#!/bin/sh\nexit 101'
  for_now /etc/postgresql-common/createcluster.d/volunteer.conf 644 'create_main_cluster = false'
  "$@"
  if [[ " $* " == *" rabbitmq-server "* ]] && command -v systemctl >/dev/null; then systemctl disable --quiet rabbitmq-server 2>/dev/null || true; fi
)

# As root on a system with apt; elsewhere whoever needs them says what a person must do.
install_packages() { # NAME...
  if [ $# -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q; without_services apt-get install -qy --no-install-recommends "$@"; } || true
  fi
}

need_tools() { # missing_tools | missing_test_tools
  local missing
  missing=$("${1-missing_tools}")
  [ -z "$missing" ] || fail "This machine still needs:"$'\n'"$(sed -E 's/^[^ ]+ /  /' <<<"$missing")"$'\n'"Install it and run the same command again."
}

why_not_free() { # HOST PORT: says nothing when a server could listen there
  node -e 'const [host, port] = process.argv.slice(1);
    require("net").createServer().on("error", e => console.log(e.code === "EADDRINUSE" ? "another program has it" : e.message)).listen(+port, host, function () { this.close(); })' "$@"
}

port_free() { [ -z "$(why_not_free "$@")" ]; }

first_free_port() { # FROM
  local port=$1
  until port_free 127.0.0.1 "$port"; do port=$((port < 65535 ? port + 1 : 1024)); done
  echo "$port"
}

fresh_log() { # NAME: the file to write, with the last run's put aside
  local log=$DATA/log/$1.log
  if [ -f "$log" ]; then mv "$log" "$log.1"; fi
  echo "$log"
}

GROUP=   # the process group of the long command that is under way

# In a session of its own: Ctrl-C then reaches the script alone, which ends things in its own order, and at once.
in_group() { setsid "$@" </dev/null 9>&- & GROUP=$!; }
group_ended() { local status=0; wait "$GROUP" || status=$?; GROUP=; return "$status"; }
end_group() { if [ -n "$GROUP" ]; then kill -TERM -- "-$GROUP"; wait "$GROUP"; fi 2>/dev/null; }

stop_process() { # PID: asks, waits half a minute, then insists
  kill -TERM "$1" 2>/dev/null || return 0
  timeout 30 tail --pid="$1" -s 0.1 -f /dev/null || kill -KILL "$1" 2>/dev/null || true
}
