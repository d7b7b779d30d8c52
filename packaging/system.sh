#!/bin/sh
# See that the system has what the program needs outside Python, and install what is missing.
#   system.sh run     what the window needs: the libraries of Qt's platform plugins, a font
#   system.sh test    the same, and what the tests drive: an X display with a window keeper,
#                     keys and mouse, a browser, npm
#   system.sh package what builds the installers and tries them: an X display, the compilers and
#                     packers of Windows and macOS, wine
# As root on a system with apt-get it installs; otherwise it names the exact command and fails.
set -u
PATH=$PATH:/usr/sbin:/sbin

# what is looked for                package of Debian and Ubuntu
for_run="
lib:libEGL.so.1                     libegl1
lib:libGL.so.1                      libgl1
lib:libX11.so.6                     libx11-6
lib:libX11-xcb.so.1                 libx11-xcb1
lib:libdbus-1.so.3                  libdbus-1-3
lib:libfontconfig.so.1              libfontconfig1
lib:libfreetype.so.6                libfreetype6
lib:libglib-2.0.so.0                libglib2.0-0
lib:libxcb-cursor.so.0              libxcb-cursor0
lib:libxcb-icccm.so.4               libxcb-icccm4
lib:libxcb-image.so.0               libxcb-image0
lib:libxcb-keysyms.so.1             libxcb-keysyms1
lib:libxcb-randr.so.0               libxcb-randr0
lib:libxcb-render-util.so.0         libxcb-render-util0
lib:libxcb-shape.so.0               libxcb-shape0
lib:libxcb-shm.so.0                 libxcb-shm0
lib:libxcb-sync.so.1                libxcb-sync1
lib:libxcb-util.so.1                libxcb-util1
lib:libxcb-xfixes.so.0              libxcb-xfixes0
lib:libxcb-xkb.so.1                 libxcb-xkb1
lib:libxkbcommon.so.0               libxkbcommon0
lib:libxkbcommon-x11.so.0           libxkbcommon-x11-0
lib:libz.so.1                       zlib1g
lib:libzstd.so.1                    libzstd1
font:DejaVuSans.ttf                 fonts-dejavu-core
"
for_test="
program:Xvfb                        xvfb
program:xdotool                     xdotool
program:matchbox-window-manager      matchbox-window-manager
program:chromium                    chromium
program:npm                         npm
program:gpg                         gnupg
program:openssl                     openssl
program:osslsigncode                osslsigncode
"
for_package="
program:Xvfb                        xvfb
program:xdotool                     xdotool
program:matchbox-window-manager     matchbox-window-manager
program:dpkg-deb                    dpkg
program:strip                       binutils
program:desktop-file-validate       desktop-file-utils
program:genisoimage                 genisoimage
program:x86_64-w64-mingw32-gcc      gcc-mingw-w64-x86-64
program:makensis                    nsis
program:wixl                        wixl
program:msiinfo                     msitools
program:osslsigncode                osslsigncode
program:wine                        wine
file:/usr/lib/wine/wine64           wine64
"

case "${1:-}" in
    run) wanted=$for_run ;;
    test) wanted=$for_run$for_test ;;
    package) wanted=$for_run$for_package ;;
    *) sed -n '2,8s/^# //p' "$0" >&2; exit 2 ;;
esac
[ "$(uname -s)" = Linux ] || exit 0 # elsewhere the Python packages bring all they need

libraries=$(ldconfig -p 2>/dev/null)
is_there() {
    case "$1" in
        lib:*) printf '%s\n' "$libraries" | grep -qF "${1#lib:} " ;;
        program:chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
        program:*) command -v "${1#program:}" ;;
        file:*) ls "${1#file:}" ;;
        font:*) find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name "${1#font:}" 2>/dev/null | grep -q . ;;
    esac >/dev/null
}
packages_missing() {
    printf '%s' "$wanted" | while read -r thing package; do
        [ -z "$thing" ] || is_there "$thing" || printf ' %s' "$package"
    done
}

missing=$(packages_missing)
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet --quiet
    # shellcheck disable=SC2086 # one word per package
    apt-get install --quiet --quiet --yes --no-install-recommends $missing >/dev/null
    libraries=$(ldconfig -p 2>/dev/null)
    missing=$(packages_missing)
    [ -n "$missing" ] || exit 0
    echo "Still missing:$missing" >&2
    exit 1
fi

echo "This system lacks$missing. Install with" >&2
echo "    sudo apt-get update && sudo apt-get install --no-install-recommends$missing" >&2
exit 1
