#!/usr/bin/env bash
# A copy of everything while everything runs: the database with the WAL that makes it whole, the keys, the passwords, and their checksums.
#   bash deploy/backup.sh DIRECTORY     makes DIRECTORY, for restore.sh. Whoever can read it can read what is known about people: guard it.
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

[ $# = 1 ] || fail "usage: bash deploy/backup.sh DIRECTORY"
TARGET=$(realpath -m "$1")
NEW=$TARGET.new
LATE=   # what is only known at the backup's end, laid out as in the database's directory

finish() {
  local status=$?
  trap '' INT TERM HUP
  [ "$status" = 0 ] || rm -rf "$NEW"
  if [ -n "$LATE" ]; then rm -rf "$LATE"; fi
  exit "$status"
}

# Its checksum is that of the bytes as they were read, so a disk that wrote others is found out.
# Files grow, shrink and go while a server runs, and tar then ends with 1: the WAL mends every one of them.
pack() { # NAME WORDS-FOR-TAR
  { tar -c --warning=no-file-changed --warning=no-file-removed --warning=no-file-shrank "${@:2}" || [ $? = 1 ]; } |
    tee "$NEW/$1" | sha256sum | sed "s/-\$/$1/" >>"$NEW/SHA256SUMS"
}

# The running server is left out (its process id, its shared memory); so is what every start empties.
pack_base() {
  pack base.tar -C "$DATA/database" --anchored \
    --exclude='./postmaster.*' --exclude='./pg_wal/*' --exclude='./pg_replslot/*' --exclude='./pg_dynshmem/*' --exclude='./pg_notify/*' \
    --exclude='./pg_serial/*' --exclude='./pg_snapshots/*' --exclude='./pg_stat_tmp/*' --exclude='./pg_subtrans/*' \
    --exclude='./backup_label*' --exclude='./tablespace_map*' --exclude='./global/pg_control' --no-anchored --exclude='pgsql_tmp*' --exclude='pg_internal.init' .
}

copy_late_files() { # FIRST-WAL-FILE LAST-WAL-FILE
  local file name
  mkdir "$LATE/pg_wal" "$LATE/global"
  for file in "$DATA"/database/pg_wal/*; do
    name=$(basename "$file")
    if [[ $name =~ ^[0-9A-F]{24}$ && ! $name < $1 && ! $name > $2 ]] || [[ $name == *.history ]]; then cp "$file" "$LATE/pg_wal/"; fi
  done
  # The server may be writing it at this very moment: two copies that are equal were not torn.
  while :; do
    cp "$DATA/database/global/pg_control" "$LATE/global/"
    if cmp -s "$DATA/database/global/pg_control" "$LATE/global/pg_control"; then break; fi
  done
}

hear() { # FD WANTED: one answer of the session, as the words $WORD, $FILE and $INSTANT
  read -r -u "$1" WORD FILE INSTANT && [ "$WORD" = "$2" ] || fail "The backup's session ended; nothing was kept."
}

copy_database() {
  local answers asked first line
  coproc HOLD { exec bash "$DEPLOY/worker.sh" hold-backup; }
  exec {answers}<&"${HOLD[0]}" {asked}>&"${HOLD[1]}"
  hear "$answers" started
  first=$FILE
  pack_base
  echo stop >&"$asked"
  hear "$answers" stopped
  UNTIL=$INSTANT
  while read -r -u "$answers" line && [ "$line" != end ]; do echo "$line"; done >"$LATE/backup_label"
  copy_late_files "$first" "$FILE"
  # Only now may the server let its WAL go.
  exec {asked}>&- {answers}<&-
  pack wal.tar -C "$LATE" .
}

main() {
  [ ! -e "$TARGET" ] || fail "$TARGET is there already: each backup is a directory of its own."
  [ ! -e "$NEW" ] || fail "$NEW is there: a backup that was cut off, or one that still runs. Look, delete it, and run the same command again."
  database_running || fail "The database in $DATA does not run. Start it (bash deploy/database.sh start) and run the same command again."
  umask 077
  mkdir -p "$(dirname "$TARGET")"
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  mkdir "$NEW"
  LATE=$(mktemp -d)
  copy_database
  # After the database: a key that is new since was not used in it, and one that was used is here.
  cd "$DATA"
  pack keys.tar keys passwords $(ls demonstration.json 2>/dev/null)
  echo "Every change that was answered before $UNTIL is in this backup." >"$NEW/ABOUT"
  sync -f "$NEW"
  mv "$NEW" "$TARGET"
  sync -f "$(dirname "$TARGET")"
  echo "$TARGET: $(du -sh "$TARGET" | cut -f1). $(cat "$TARGET/ABOUT")"
}

main
