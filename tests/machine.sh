# Sees to it that the machine has what the tests need: installs it where that is allowed, else says how.
# $1: what to do without, by name: "browser,postgresql". $2: "lanes" for what make test-browsers needs instead.
set -eu

skipped() {
    case ",$(echo "$skip" | tr -d ' ')," in *",$1,"*) return 0 ;; esac
    return 1
}

install() { # what it is, its packages, its name for SKIP
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $1"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; } \
            >/dev/null && return
    fi
    echo "$1 is missing. Install it: apt-get install -y --no-install-recommends $2" >&2
    echo "Or leave out the tests that need it: SKIP=$3" >&2
    exit 1
}

have() {
    for program; do command -v "$program" >/dev/null || return 1; done
}

skip=${1:-}
if [ "${2:-}" = lanes ]; then
    skipped firefox || have firefox-esr || install "Firefox ESR" firefox-esr firefox
    skipped webkit || have WebKitWebDriver xvfb-run xauth dbus-run-session ||
        install WebKitGTK "webkit2gtk-driver xvfb xauth dbus" webkit
    exit
fi
skipped browser || command -v chromium >/dev/null || install Chromium chromium browser
skipped postgresql || command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
    install "PostgreSQL 15" postgresql-15 postgresql
