#!/bin/sh
# Sign Windows programs and installers in their place (Authenticode), then verify the signatures.
#   sign-windows.sh FILE…
# The secrets come from the environment; without them nothing happens, which is said in one line.
#   SIGN_WINDOWS_PKCS12    certificate and key: base64 of a .p12 file; or, for a key in hardware:
#   SIGN_WINDOWS_KEY       PKCS#11 URI of the key, with
#   SIGN_WINDOWS_MODULE    the hardware's library, and
#   SIGN_WINDOWS_CERTS     a file with the certificate and those above it (PEM)
#   SIGN_WINDOWS_PASSWORD  of the .p12 file, or the hardware's PIN; may be empty
#   SIGN_WINDOWS_TIME      address of a time stamping service (RFC 3161): without one, signatures
#                          end with the certificate
#   SIGN_WINDOWS_ROOTS     a file with the roots to verify by; usually those of the system
set -eu
umask 077
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }

if [ -z "${SIGN_WINDOWS_PKCS12:-}${SIGN_WINDOWS_KEY:-}" ]; then
    echo "sign-windows: skipped, because neither SIGN_WINDOWS_PKCS12 nor SIGN_WINDOWS_KEY is set"
    exit 0
fi
command -v osslsigncode >/dev/null || { echo "sign-windows: osslsigncode is missing" >&2; exit 1; }

secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT
trap 'exit 1' HUP INT TERM

# osslsigncode with the words that name the key; the password goes in by a pipe, because everybody
# on the machine may read a program's arguments
sign() {
    printf '%s' "${SIGN_WINDOWS_PASSWORD:-}" | osslsigncode sign "$@" -readpass - -h sha256 \
        -n Florin ${SIGN_WINDOWS_TIME:+-ts "$SIGN_WINDOWS_TIME"} \
        -in "$file" -out "$secrets/signed" >/dev/null
}

for file; do
    rm -f "$secrets/signed"
    if [ -n "${SIGN_WINDOWS_PKCS12:-}" ]; then
        printf '%s' "$SIGN_WINDOWS_PKCS12" | base64 -d >"$secrets/key.p12"
        sign -pkcs12 "$secrets/key.p12"
    else
        sign -pkcs11module "${SIGN_WINDOWS_MODULE:?is not set}" \
            -certs "${SIGN_WINDOWS_CERTS:?is not set}" -key "$SIGN_WINDOWS_KEY"
    fi
    osslsigncode verify -CAfile "${SIGN_WINDOWS_ROOTS:-/etc/ssl/certs/ca-certificates.crt}" \
        -in "$secrets/signed" >"$secrets/told" 2>&1 || {
        cat "$secrets/told" >&2
        echo "sign-windows: the signature of $file does not hold" >&2
        exit 1
    }
    cat "$secrets/signed" >"$file" # keeps its owner and mode
    echo "sign-windows: signed and verified $(basename "$file")"
done
