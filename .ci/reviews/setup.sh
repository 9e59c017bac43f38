# Builds what is out of date and nothing else. Sourced by ./reviews.
#
# Each step leaves the fingerprint of its inputs in artifacts/stamps. Fingerprints are of names, times and sizes, taken before the
# step starts: a file that is changed meanwhile, removed, or brought back from an earlier commit makes the step run again.

stamps="$root/artifacts/stamps"
api_dll="$root/Api/bin/Release/net10.0/Reviews.Api.dll"
silo_dll="$root/Silo/bin/Release/net10.0/Reviews.Silo.dll"
bundle="$root/Api/wwwroot/dist/site.js"

# fingerprint FILE-OR-FOLDER...
fingerprint() {
  (cd "$root" && find "$@" \( -name bin -o -name obj -o -name node_modules -o -name wwwroot \) -prune -o -type f -printf '%p %T@ %s\n') |
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

node_packages_are_ready() {
  local wanted
  wanted="$(sha256sum <"$root/package-lock.json")"
  up_to_date packages "$wanted" "$root/node_modules/.package-lock.json" && return
  need_node
  say "Fetching the Node packages ..."
  (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
  stamp packages "$wanted"
}

pages_script_is_ready() {
  node_packages_are_ready
  local wanted
  wanted="$(fingerprint Api/Client Api/wwwroot/css package.json package-lock.json tsconfig.json)"
  up_to_date bundle "$wanted" "$bundle" && return
  need_node
  say "Bundling the pages' script ..."
  (cd "$root" && npm run --silent build >&2)
  stamp bundle "$wanted"
}

server_sources() {
  fingerprint Api Silo src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json package-lock.json .editorconfig
}

# program_is_ready STEP PROJECT OUTPUT WHAT
program_is_ready() {
  local wanted
  wanted="$(server_sources)"
  up_to_date "$1" "$wanted" "$3" && return
  need_dotnet
  say "Building $4 ..."
  dotnet build "$root/$2" -c Release -nologo -v quiet >&2
  stamp "$1" "$wanted"
}

server_is_ready() {
  pages_script_is_ready
  program_is_ready server Api/Api.csproj "$api_dll" "the server"
}

cluster_is_ready() {
  server_is_ready
  program_is_ready cluster src/Reviews.Cluster/Reviews.Cluster.csproj "$cluster_dll" "the cluster's front"
}

copy_is_ready() {
  program_is_ready copy src/Reviews.Copy/Reviews.Copy.csproj "$copy_dll" "the copy"
}

everything_is_built() {
  need_dotnet
  pages_script_is_ready
  local wanted tests
  wanted="$(server_sources)" tests="$(server_sources; fingerprint tests OrleansReviews.sln)"
  up_to_date tests "$tests" "$root/tests/Cluster.Tests/bin/Release/net10.0/Cluster.Tests.dll" && return
  say "Building everything ..."
  dotnet build "$root/OrleansReviews.sln" -c Release -nologo -v quiet >&2
  stamp server "$wanted"
  stamp cluster "$wanted"
  stamp copy "$wanted"
  stamp tests "$tests"
}
