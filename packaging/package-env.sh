#!/bin/sh
# Make build/package with what builds the installers, exactly as pinned in requirements/package.txt.
# Florin's own packages are in it, too: the build paints icons and reads codes off the screen.
set -eu
cd "$(dirname "$0")/.."

python=$(packaging/python.sh)
home=build/package
if ! $home/bin/python -c '' 2>/dev/null; then
    rm -rf $home # a half-made one, or one whose Python is gone
    "$python" -m venv $home
fi
cmp -s requirements/package.txt $home/.pinned && exit 0

$home/bin/python -m pip --disable-pip-version-check --quiet install \
    --require-hashes --no-deps --requirement requirements/package.txt
cp requirements/package.txt $home/.pinned
