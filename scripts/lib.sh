# What every script here shares: where the project is, which tools come first on PATH, and how they speak. Sourced, not run.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT
cd "$ROOT"

# The project's own tools come before those of the machine; Debian keeps mosquitto where only root's PATH leads.
export PATH="$ROOT/.tools/bin:$ROOT/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH:/usr/sbin"

# shellcheck source=scripts/versions.env
source "$ROOT/scripts/versions.env"

# The status of a script that could not do its work because something is missing that it cannot install.
MISSING=3

# What the page is made of. Whatever changes in it makes a build old.
page_sources() {
  local path
  for path in index.html Trunk.toml Cargo.toml Cargo.lock build.rs .cargo/config.toml scripts/finish.mjs scripts/finish src crates locales style public offline; do
    [ ! -e "$path" ] || printf '%s\n' "$path"
  done
}

say() { printf '%s\n' "$*"; }

# missing WHAT HOW: something that no script here can install, and what to do about it.
missing() {
  printf '\nMissing: %s\n  %s\n' "$1" "$2" >&2
  exit "$MISSING"
}

have() { command -v "$1" >/dev/null 2>&1; }

# can_be_root: whether as_root will work without asking for a password.
can_be_root() { [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# twice COMMAND...: again after a pause, for downloads that a busy network breaks off.
twice() {
  "$@" && return
  say "That failed; trying once more."
  sleep 3
  "$@"
}

# unless_here MINUTES QUESTION CHECK...: ends a script whose work is done. Where QUESTION is --minutes, it says how long the work takes, in minutes
# on two cores, and ends in any case.
unless_here() {
  local minutes=$1 question=$2
  shift 2
  if "$@"; then minutes=0; fi
  if [ "$question" = --minutes ]; then
    say "$minutes"
    exit
  fi
  [ "$minutes" != 0 ] || exit 0
}

# Where tools are built, all in one place: what several of them are made of is compiled once. scripts/setup removes it at its end.
TOOLS_BUILT_IN=$ROOT/.tools/build

# build_tool OPT_LEVEL COMMAND...: cargo install, made for a short wait instead of a fast tool: without link-time optimisation, and only
# as far optimised as what the tool does asks for. Trunk takes less than half as long so, and is idle anyway while rustc works.
build_tool() {
  local level=$1
  shift
  CARGO_TARGET_DIR=$TOOLS_BUILT_IN \
  CARGO_PROFILE_RELEASE_OPT_LEVEL=$level CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_PROFILE_RELEASE_STRIP=symbols "$@"
}
