#!/usr/bin/env bash
# Installs the locked npm packages, unless what stands here is in step with the lock and fit for this processor.
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
cd "$DEPLOY"
if cmp -s package-lock.json node_modules/.installed-lock && [ -d "$POSTGRES_PACKAGE" ]; then exit; fi

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# What the package's own install script would do. It works on the current directory alone, and says nothing when that is wrong.
(cd "$POSTGRES_PACKAGE" && node scripts/hydrate-symlinks.js)
"$POSTGRES_PACKAGE/native/bin/postgres" --version
cp package-lock.json node_modules/.installed-lock
