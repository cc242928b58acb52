#!/bin/sh
# Shows the stand on the whole screen, and again should the browser end. The first argument is the address of the stand.
# What the browser keeps is in a folder that is removed when the browser ends, in memory where the session has a folder there: each start is the first.
address=${1:-'https://stand.example/?kiosk=1'}

browser=
for name in chromium chromium-browser google-chrome-stable google-chrome microsoft-edge-stable microsoft-edge; do
  if command -v "$name" >/dev/null; then
    browser=$name
    break
  fi
done
if [ -z "$browser" ]; then
  echo "No Chromium, Chrome or Edge is installed." >&2
  exit 1
fi

# The screen is kept lit by the page; where the session has a saver of its own, it is told, too.
command -v xset >/dev/null && [ -n "$DISPLAY" ] && xset s off -dpms

while :; do
  profile=$(mktemp -d -p "${XDG_RUNTIME_DIR:-/tmp}" stand.XXXXXX) || exit 1
  "$browser" --kiosk --no-first-run --no-default-browser-check --noerrdialogs --disable-session-crashed-bubble --disable-pinch \
    --overscroll-history-navigation=0 --user-data-dir="$profile" "$address"
  rm -rf "$profile"
  sleep 2
done
