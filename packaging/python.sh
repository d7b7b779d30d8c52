#!/bin/sh
# Print the first Python this project can run on, or say what is missing.
# A name on PATH may be a stub that only complains (pyenv, Debian without python3-venv), so each is tried.
set -u

fits='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'

for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    [ -n "$name" ] || continue
    if "$name" -c "$fits" 2>/dev/null; then
        echo "$name"
        exit 0
    fi
done

echo "Florin needs Python 3.11, 3.12 or 3.13 with its venv module. On Debian or Ubuntu:" >&2
echo "    apt-get install -y python3 python3-venv" >&2
exit 1
