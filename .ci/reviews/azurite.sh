# Azurite, the emulator of Azure Storage, with its blobs and tables, for tests and development. Sourced by ./reviews.

azurite_folder="$root/artifacts/azurite"
azurite_program="$azurite_folder/node_modules/.bin/azurite"
azurite_pid=""
# A start that takes longer is hung.
azurite_start_seconds=60

# Installs it, apart from the packages of the pages: it is large, and only this store needs it. REVIEWS_AZURITE names the program.
azurite_is_installed() {
  local wanted
  wanted="$(sha256sum <"$root/.ci/azurite/package-lock.json")"
  if ! up_to_date azurite "$wanted" "$azurite_program"; then
    need_node
    say "Fetching Azurite ..."
    mkdir -p "$azurite_folder"
    cp "$root/.ci/azurite/package.json" "$root/.ci/azurite/package-lock.json" "$root/.npmrc" "$azurite_folder"
    (cd "$azurite_folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    stamp azurite "$wanted"
  fi
  export REVIEWS_AZURITE="$azurite_program"
}

# Whether the configuration names the emulator, or nothing: not a storage account, nor an emulator that runs already.
azurite_is_meant() {
  local connection="${Reviews__Azure__ConnectionString:-UseDevelopmentStorage=true}"
  [ -z "${Reviews__Azure__ServiceUri:-}" ] && [ "${connection%;}" = "UseDevelopmentStorage=true" ]
}

# azurite_for_development_starts DATA: starts it when it is meant; its files are under DATA/azurite, kept between runs. Exports
# Reviews__Azure__ConnectionString; ends with the script.
azurite_for_development_starts() {
  azurite_is_meant || return 0
  azurite_is_installed

  local folder="$1/azurite" blobs tables
  mkdir -p "$folder"
  azurite_folder_is_free "$folder"
  blobs="$(usual_port_or_any 10000)" tables="$(usual_port_or_any 10002)"
  : >"$folder/azurite.log"   # what an earlier run said is not to be taken for its ports
  say "Starting Azurite on $folder ..."
  # A session of its own: Ctrl-C ends the servers first, which write until their end. It has no switch to leave its queues out.
  setsid node "$azurite_program" --location "$folder" --disableTelemetry --silent \
    --blobHost 127.0.0.1 --blobPort "$blobs" --tableHost 127.0.0.1 --tablePort "$tables" --queueHost 127.0.0.1 --queuePort 0 \
    >>"$folder/azurite.log" 2>&1 &
  azurite_pid=$!
  at_the_end azurite_for_development_stops
  printf '%s\n' "$azurite_pid" >"$folder/pid"
  blobs="$(azurite_port Blob "$folder/azurite.log")" && tables="$(azurite_port Table "$folder/azurite.log")" ||
    fail "Azurite did not start; see $folder/azurite.log"
  export Reviews__Azure__ConnectionString="DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;\
AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;\
BlobEndpoint=http://127.0.0.1:$blobs/devstoreaccount1;TableEndpoint=http://127.0.0.1:$tables/devstoreaccount1;"
}

# usual_port_or_any PORT: 0, which leaves the choice to the system, when something listens there: it may be another's.
usual_port_or_any() {
  if (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then printf 0; else printf '%s' "$1"; fi
}

# It has no lock of its own, and two on one folder would destroy it.
azurite_folder_is_free() {
  local pid
  pid="$(cat "$1/pid" 2>/dev/null || true)"
  if [ -n "$pid" ] && grep -qs azurite "/proc/$pid/cmdline"; then
    fail "the blobs in '$1' are in use by another run; if that was killed, end its Azurite with: kill -TERM $pid"
  fi
}

# azurite_port SERVICE LOG: the port that it says the service listens at.
azurite_port() {
  local waited=0
  until grep -o "$1 service is successfully listening at http://127\.0\.0\.1:[0-9]*" "$2" | grep -o '[0-9]*$'; do
    kill -0 "$azurite_pid" 2>/dev/null && [ "$waited" -lt $((azurite_start_seconds * 10)) ] || return 1
    sleep 0.1
    waited=$((waited + 1))
  done
}

# Ends it in order: it writes the last it knows when it is asked to end, not when it is killed.
azurite_for_development_stops() {
  [ -n "$azurite_pid" ] || return 0
  kill -TERM "$azurite_pid" 2>/dev/null || true
  wait "$azurite_pid" 2>/dev/null || true
  azurite_pid=""
}
