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
  fingerprint Api Silo src Directory.Build.props Directory.Packages.props global.json package-lock.json .editorconfig
}

server_is_ready() {
  pages_script_is_ready
  local wanted
  wanted="$(server_sources)"
  up_to_date server "$wanted" "$api_dll" && return
  need_dotnet
  say "Building the server ..."
  dotnet build "$root/Api/Api.csproj" -c Release -nologo -v quiet >&2
  stamp server "$wanted"
}

cluster_is_ready() {
  server_is_ready
  local wanted
  wanted="$(server_sources)"
  up_to_date cluster "$wanted" "$cluster_dll" && return
  say "Building the cluster's front ..."
  dotnet build "$root/src/Reviews.Cluster/Reviews.Cluster.csproj" -c Release -nologo -v quiet >&2
  stamp cluster "$wanted"
}

copy_is_ready() {
  local wanted
  wanted="$(server_sources)"
  up_to_date copy "$wanted" "$copy_dll" && return
  say "Building the copy ..."
  dotnet build "$root/src/Reviews.Copy/Reviews.Copy.csproj" -c Release -nologo -v quiet >&2
  stamp copy "$wanted"
}

everything_is_built() {
  need_dotnet
  pages_script_is_ready
  local wanted
  wanted="$(server_sources)"
  say "Building everything ..."
  dotnet build "$root/OrleansReviews.sln" -c Release -nologo -v quiet >&2
  stamp server "$wanted"
  stamp cluster "$wanted"
  stamp copy "$wanted"
}
