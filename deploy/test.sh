#!/usr/bin/env bash
# Every test, against a PostgreSQL of its own that is gone afterwards. Arguments go to dotnet test:   bash deploy/test.sh --filter Orders
# SKIP_FORMAT=1 leaves the format check out. The last line is always: N passed, N failed, N skipped.
set -e   # before all else: without a directory of its own this script would work in, and remove, the product's
TEMPORARY=$(mktemp -d "${TMPDIR:-/tmp}/volunteer-test.XXXXXX")
VOLUNTEER_DATA=$TEMPORARY
SERVER_USER=nobody
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

PASSED=0 FAILED=0 SKIPPED=0
RESULTS=$DATA/results

finish() {
  local status=$?
  trap '' INT TERM HUP
  set +e
  end_group
  database_stop
  rm -rf "$TEMPORARY"
  echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
  exit "$status"
}

# The missing tools are installed where that is possible.
install_tools() {
  local packages
  packages=$(missing_test_tools | cut -d' ' -f1 | grep -v '^-' || true)
  # shellcheck disable=SC2086 # one word each
  install_packages $packages
  need_tools missing_test_tools
}

# Nothing here outlives the run, so nothing waits for the disk; and what looks through the memory whenever a test's database goes has little to look through.
start_database() {
  chmod 755 "$DATA"
  mkdir "$DATA/log"
  first_free_port $((20000 + RANDOM % 10000)) >"$DATA/database.port"
  database_create --no-sync --set fsync=off --set synchronous_commit=off --set full_page_writes=off --set max_connections=300 --set shared_buffers=128MB >"$DATA/log/initdb.log"
  database_start
  TEST_SUPERUSER=$(connection postgres "$(sed -n 's/^superuser=//p' "$DATA/passwords")" postgres)
  export TEST_SUPERUSER
}

# Adds up the closing line of each project. A project whose process crashed has none, or one that hides it, and counts as a failure.
count_results() {
  local began closed empty crashed
  read -r PASSED FAILED SKIPPED closed < <(sed -En 's/^(Passed|Failed|Skipped)! +- Failed: *([0-9]+), Passed: *([0-9]+), Skipped: *([0-9]+),.*/\3 \2 \4/p' "$RESULTS" |
    awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0, NR }')
  began=$(grep -c '^Test run for ' "$RESULTS" || true)
  empty=$(grep -cE '^No test (matches|is available)' "$RESULTS" || true)
  crashed=$((began - closed - empty + $(grep -c 'Catastrophic failure' "$RESULTS" || true)))
  if [ "$FAILED" -gt 0 ]; then printf '\nFailed:\n'; sed -En 's/^  Failed (.*) \[[^]]*\]$/  \1/p' "$RESULTS"; fi
  if [ "$crashed" -gt 0 ]; then printf '\nTest processes that crashed: %d; the tests after that did not run.\n' "$crashed"; fi
  FAILED=$((FAILED + crashed))
  [ $((PASSED + FAILED)) -gt 0 ] || fail "No test ran."
  [ "$FAILED" = 0 ]
}

long() { in_group "$@"; group_ended; }

main() {
  local status=0 format=right
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  install_tools
  long bash "$DEPLOY/packages.sh"
  cd "$DEPLOY/.."
  # What the tools say is read below, so in English and in plain lines; and no build server stays behind.
  export DOTNET_CLI_UI_LANGUAGE=en MSBUILDTERMINALLOGGER=off
  # Test processes compile much and live briefly: no second mapping for what is compiled, no spinning for work. A fifth of the processor time of the Api's tests of orders, where it was measured.
  export DOTNET_EnableWriteXorExecute=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
  long dotnet build Volunteer.sln -c Release --disable-build-servers -v quiet -clp:ErrorsOnly
  if [ -z "${SKIP_FORMAT-}" ]; then
    # Style and analyzers are the build's, as errors; what it does not see is white space and the order of usings.
    long dotnet format whitespace Volunteer.sln --verify-no-changes --no-restore || format=differs
    long dotnet format style Volunteer.sln --diagnostics IMPORTS --verify-no-changes --no-restore || format=differs
  fi
  start_database
  in_group dotnet test Volunteer.sln -c Release --no-build "$@" >"$RESULTS" 2>&1
  tail -n +1 -f --pid="$GROUP" -s 0.1 "$RESULTS" &
  group_ended || status=1
  wait
  count_results || status=1
  [ "$format" = right ] || fail "The format differs, as said above. Mend it:   dotnet format Volunteer.sln"
  return "$status"
}

main "$@"
