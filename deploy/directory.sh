# shellcheck shell=bash disable=SC2154 # the sourcing script has set -e, and settings.sh the names
# The data directory: made, and held by one script at a time. Sourced by up.sh and restore.sh.

prepare_data() {
  if [ ${#AS[@]} -gt 0 ]; then
    id "$SERVER_USER" >/dev/null 2>&1 ||
      useradd --system --user-group --home-dir "$DATA" --no-create-home --shell /usr/sbin/nologin "$SERVER_USER"
    install -d -m 750 -g "$server_group" "$DATA"
  else
    install -d -m 700 "$DATA"
  fi
  install -d "$DATA/log" "$DATA/run" "$DATA/app"
  install -d -m 700 "${OWNED[@]}" "$DATA/keys"
}

# Held open as long as this script lives, by it alone: what it starts gets 9>&-.
take_lock() {
  exec 9>>"$DATA/lock"
  flock -n 9 || fail "Volunteer is already running ($(cat "$DATA/run/up" 2>/dev/null || echo starting)).
Stop it with Ctrl-C where it runs, or keep this one apart:   VOLUNTEER_DATA=DIRECTORY Urls=http://127.0.0.1:PORT bash deploy/up.sh"
  echo "process $$" >"$DATA/run/up"
}
