# Azurite, the emulator of Azure Storage, for tests and development. Sourced by ./reviews.

azurite_folder="$root/artifacts/azurite"
azurite_program="$azurite_folder/node_modules/.bin/azurite-blob"
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

# azurite_for_development_starts DATA: starts one that keeps its files in DATA/azurite, and hands its address on as
# Reviews__Azure__ConnectionString. Does nothing when an account or another address is configured. azurite_stops ends it.
azurite_for_development_starts() {
  local connection="${Reviews__Azure__ConnectionString:-UseDevelopmentStorage=true}"
  [ -z "${Reviews__Azure__ServiceUri:-}" ] && [ "${connection%;}" = "UseDevelopmentStorage=true" ] || return 0
  need_node
  azurite_is_installed

  # The usual port if it is free; else any: what listens there may be another's.
  local folder="$1/azurite" port=10000
  if (: <>/dev/tcp/127.0.0.1/10000) 2>/dev/null; then port=0; fi
  mkdir -p "$folder"
  # A session of its own: Ctrl-C ends the servers first, which write until their end.
  setsid node "$azurite_program" --blobHost 127.0.0.1 --blobPort "$port" --location "$folder" --disableTelemetry --silent \
    >"$folder/azurite.log" 2>&1 &
  azurite_pid=$!
  port="$(azurite_port "$folder/azurite.log")" || fail "Azurite did not start; see $folder/azurite.log"
  say "Azurite listens on 127.0.0.1:$port and keeps its files in $folder"
  export Reviews__Azure__ConnectionString="DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;\
AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoMGMw==;\
BlobEndpoint=http://127.0.0.1:$port/devstoreaccount1;"
}

# azurite_port LOG: the port that it says it listens on.
azurite_port() {
  local waited=0
  until grep -o 'listens on http://127\.0\.0\.1:[0-9]*' "$1" | grep -o '[0-9]*$'; do
    kill -0 "$azurite_pid" 2>/dev/null && [ "$waited" -lt $((azurite_start_seconds * 10)) ] || return 1
    sleep 0.1
    waited=$((waited + 1))
  done
}

# Ends it in order: it writes the last it knows when it is asked to end, not when it is killed.
azurite_stops() {
  [ -n "$azurite_pid" ] || return 0
  kill -TERM "$azurite_pid" 2>/dev/null || true
  wait "$azurite_pid" 2>/dev/null || true
  azurite_pid=""
}

# before_azurite COMMAND...: runs a server, hands signals on to it, and ends Azurite after it.
before_azurite() {
  local server status=0
  "$@" &
  server=$!
  trap 'kill -TERM "$server" 2>/dev/null || true' INT TERM
  wait "$server" || status=$?
  # A signal ends the waiting, not the server.
  while kill -0 "$server" 2>/dev/null; do
    status=0
    wait "$server" || status=$?
  done
  trap - INT TERM
  azurite_stops
  return "$status"
}
