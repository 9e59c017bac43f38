# Builds what is out of date and nothing else. Sourced by ./reviews.
#
# Each step leaves the fingerprint of its inputs in artifacts/stamps. Fingerprints are of names, times and sizes, taken before the
# step starts: a file that is changed meanwhile, removed, or brought back from an earlier commit makes the step run again.

stamps="$root/artifacts/stamps"
api_dll="$root/Api/bin/Release/net10.0/Reviews.Api.dll"
silo_dll="$root/Silo/bin/Release/net10.0/Reviews.Silo.dll"

# fingerprint FILE-OR-FOLDER...
fingerprint() {
  (cd "$root" && find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -printf '%p %T@ %s\n') |
    LC_ALL=C sort | sha256sum
}

# up_to_date STEP FINGERPRINT OUTPUT
up_to_date() {
  [ -e "$3" ] && [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]
}

stamp() {
  mkdir -p "$stamps"
  printf '%s\n' "$2" >"$stamps/$1"
}

say() {
  printf '%s\n' "$1" >&2
}

server_sources() {
  fingerprint Api Silo src package.json tsconfig.json Directory.Build.props Directory.Build.targets Directory.Packages.props global.json package-lock.json .editorconfig
}

# program_is_ready STEP PROJECT OUTPUT WHAT
program_is_ready() {
  local wanted
  wanted="$(server_sources)"
  up_to_date "$1" "$wanted" "$3" && return
  need_dotnet
  need_node
  say "Building $4 ..."
  dotnet build "$root/$2" -c Release -nologo -v quiet >&2
  stamp "$1" "$wanted"
}

server_is_ready() {
  program_is_ready server Api/Api.csproj "$api_dll" "the server"
}

cluster_is_ready() {
  server_is_ready
  program_is_ready cluster src/Reviews.DevCluster/Reviews.DevCluster.csproj "$cluster_dll" "the cluster's front"
}

copy_is_ready() {
  program_is_ready copy src/Reviews.Migration/Reviews.Migration.csproj "$copy_dll" "the copy"
}

everything_is_built() {
  need_dotnet
  need_node
  local wanted tests
  wanted="$(server_sources)" tests="$(server_sources; fingerprint tests OrleansReviews.sln)"
  up_to_date tests "$tests" "$root/tests/Cluster.Tests/bin/Release/net10.0/Cluster.Tests.dll" && return
  say "Building everything ..."
  # One compiler for all projects, which stays warm; it goes when it is not needed any more.
  dotnet build "$root/OrleansReviews.sln" -c Release -nologo -v quiet -p:UseSharedCompilation=true >&2
  dotnet build-server shutdown --vbcscompiler >/dev/null
  stamp server "$wanted"
  stamp cluster "$wanted"
  stamp copy "$wanted"
  stamp tests "$tests"
}
