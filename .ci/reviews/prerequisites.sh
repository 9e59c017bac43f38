# What a machine must have: the .NET 10 SDK and Node 20 or later; and how it gets the rest. Sourced by ./reviews.

fail() {
  printf 'reviews: %s\n' "$1" >&2
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0"
}

need_node() {
  command -v node >/dev/null || fail "Node.js 20 or later is needed: https://nodejs.org"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js 20 or later is needed; this is $(node --version)"
}

# as_root COMMAND...: runs it as root, which others become by sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# need_apt WHAT URL PACKAGE: fails where we can't install it, and says how it is done by hand.
need_apt() {
  command -v apt-get >/dev/null || fail "$1 is needed: $2"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "$1 is needed; as root: apt-get install $3"
}

# apt_installs [OPTION...] PACKAGE...: installs Debian's packages and what they can't do without.
apt_installs() {
  as_root apt-get update -qq >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}
