#!/bin/sh
# Sign files with OpenPGP: FILE.asc beside each, then verify it.
#   sign-linux.sh FILE…
# The secrets come from the environment; without them nothing happens, which is said in one line.
#   SIGN_LINUX_KEY         the secret key, as gpg --armor --export-secret-keys writes it
#   SIGN_LINUX_PASSPHRASE  of that key; may be empty
set -eu
umask 077
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }

if [ -z "${SIGN_LINUX_KEY:-}" ]; then
    echo "sign-linux: skipped, because SIGN_LINUX_KEY is not set"
    exit 0
fi
command -v gpg >/dev/null || { echo "sign-linux: gpg is missing" >&2; exit 1; }

GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all || :; rm -rf "$GNUPGHOME"' EXIT
trap 'exit 1' HUP INT TERM
printf '%s\n' "$SIGN_LINUX_KEY" | gpg --batch --quiet --import

for file; do
    # the passphrase by a pipe, because everybody on the machine may read a program's arguments
    printf '%s' "${SIGN_LINUX_PASSPHRASE:-}" | gpg --batch --quiet --yes --pinentry-mode loopback \
        --passphrase-fd 0 --armor --detach-sign --output "$file.asc" "$file"
    gpg --batch --quiet --verify "$file.asc" "$file" 2>"$GNUPGHOME/told" || {
        cat "$GNUPGHOME/told" >&2
        echo "sign-linux: the signature of $file does not hold" >&2
        exit 1
    }
    chmod 644 "$file.asc"
    echo "sign-linux: signed and verified $(basename "$file")"
done
