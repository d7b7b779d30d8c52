#!/bin/sh
# Sign an app, or sign and notarise an image of one, on macOS; then verify.
#   sign-macos.sh app FOLDER.app     every program and library in it, from the inside out
#   sign-macos.sh image FILE.dmg     the image; its ticket is fetched and stapled to it
# The secrets come from the environment; without them nothing happens, which is said in one line.
#   SIGN_MACOS_PKCS12        Developer ID certificate and key: base64 of a .p12 file
#   SIGN_MACOS_PASSWORD      of that file
#   SIGN_MACOS_NOTARY_KEY    base64 of an App Store Connect key (.p8); without it nothing is notarised
#   SIGN_MACOS_NOTARY_ID     its id, and
#   SIGN_MACOS_NOTARY_ISSUER who issued it
set -eu
umask 077
[ $# = 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
kind=$1 what=$2
entitlements=$(dirname "$0")/../macos/entitlements.plist

if [ -z "${SIGN_MACOS_PKCS12:-}" ]; then
    echo "sign-macos: skipped, because SIGN_MACOS_PKCS12 is not set"
    exit 0
fi
command -v codesign >/dev/null || { echo "sign-macos: codesign is missing: this needs macOS" >&2; exit 1; }

secrets=$(mktemp -d)
keychain=$secrets/florin.keychain-db
trap 'security delete-keychain "$keychain" 2>/dev/null || :; rm -rf "$secrets"' EXIT
trap 'exit 1' HUP INT TERM

# A keychain of its own, gone at the end. `security` takes passwords as arguments only: run this on a
# machine that nobody else is on, as a build's runner is.
lock=$(openssl rand -hex 16)
printf '%s' "$SIGN_MACOS_PKCS12" | base64 -D >"$secrets/key.p12"
security create-keychain -p "$lock" "$keychain"
security unlock-keychain -p "$lock" "$keychain"
security import "$secrets/key.p12" -k "$keychain" -P "${SIGN_MACOS_PASSWORD:-}" -T /usr/bin/codesign >/dev/null
security set-key-partition-list -S apple-tool:,apple: -s -k "$lock" "$keychain" >/dev/null
# codesign finds keys only in keychains of the search list
# shellcheck disable=SC2046 # one word per keychain
security list-keychains -d user -s "$keychain" $(security list-keychains -d user | tr -d '"')
identity=$(security find-identity -v -p codesigning "$keychain" | awk 'NR == 1 { print $2 }')

sign() {
    codesign --force --sign "$identity" --keychain "$keychain" --timestamp "$@"
}

# the inner ones first: a signature covers those below it
sign_app() {
    find "$what/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) |
        while IFS= read -r file; do
            case $(file -b "$file") in
                Mach-O*) sign --options runtime --entitlements "$entitlements" "$file" ;;
            esac
        done
    sign --options runtime --entitlements "$entitlements" "$what"
    codesign --verify --strict --deep "$what"
    echo "sign-macos: signed and verified $(basename "$what")"
}

sign_image() {
    sign "$what"
    codesign --verify --strict "$what"
    echo "sign-macos: signed and verified $(basename "$what")"
    if [ -z "${SIGN_MACOS_NOTARY_KEY:-}" ]; then
        echo "sign-macos: not notarised, because SIGN_MACOS_NOTARY_KEY is not set"
        return
    fi
    printf '%s' "$SIGN_MACOS_NOTARY_KEY" | base64 -D >"$secrets/notary.p8"
    xcrun notarytool submit "$what" --wait --key "$secrets/notary.p8" \
        --key-id "${SIGN_MACOS_NOTARY_ID:?is not set}" --issuer "${SIGN_MACOS_NOTARY_ISSUER:?is not set}"
    xcrun stapler staple "$what"
    spctl --assess --type open --context context:primary-signature "$what"
    echo "sign-macos: notarised $(basename "$what")"
}

case $kind in
    app) sign_app ;;
    image) sign_image ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
