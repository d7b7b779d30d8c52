#!/bin/sh
# Make .venv with everything for running, testing and measuring, exactly as pinned in requirements/.
set -eu
cd "$(dirname "$0")/.."

python=$(packaging/python.sh)
if ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv # a half-made one, or one whose Python is gone
    "$python" -m venv .venv
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
pip install --require-hashes --no-deps --requirement requirements/dev.txt
pip install --no-build-isolation --no-deps --editable .
