#!/usr/bin/env bash
# Plays one ordinary order against a running address with the demonstration accounts, and says whether all of it happened.
#   bash deploy/demo.sh [ADDRESS]   VOLUNTEER_ACCOUNTS names the accounts' file when it is not in the data directory
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

# What up.sh said of itself is where it runs now.
running=$(sed -n 's/^process [0-9]*, //p' "$DATA/run/up" 2>/dev/null || true)
address=${1:-${running:-http://127.0.0.1:8080}}
exec node "$DEPLOY/demo.mjs" "$address"
