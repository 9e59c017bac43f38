# What a machine must have: the .NET 10 SDK and Node 20 or later. Sourced by ./reviews.

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
