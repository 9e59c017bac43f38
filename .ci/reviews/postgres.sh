# PostgreSQL: its programs, and a server for development. Sourced by ./reviews.

postgres_least=15
postgres_user=postgres

# postgres_is_installed: finds PostgreSQL's programs, or installs Debian's. Exports REVIEWS_POSTGRES_BIN.
postgres_is_installed() {
  postgres_is_found && return
  install_postgres
  postgres_is_found || fail "PostgreSQL $postgres_least or later is needed, but the one installed is older: https://www.postgresql.org/download"
}

# Where REVIEWS_POSTGRES_BIN says, where the path leads, where Debian puts them; the newest first.
postgres_is_found() {
  local folder on_path
  on_path="$(command -v postgres || true)"
  [ -z "$on_path" ] || on_path="$(dirname "$(readlink -f "$on_path")")"
  while read -r folder; do
    postgres_is_usable "$folder" || continue
    export REVIEWS_POSTGRES_BIN="$folder"
    return 0
  done < <(printf '%s\n' "${REVIEWS_POSTGRES_BIN:-}" "$on_path"; printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV)
  return 1
}

postgres_is_usable() {
  local version
  [ -n "$1" ] && [ -x "$1/postgres" ] && [ -x "$1/initdb" ] && [ -x "$1/pg_isready" ] || return 1
  version="$("$1/postgres" --version | grep -o '[0-9]\+' | head -n 1)"
  [ "$version" -ge "$postgres_least" ]
}

install_postgres() {
  need_apt "PostgreSQL $postgres_least or later" https://www.postgresql.org/download postgresql
  say "Installing PostgreSQL ..."
  # The package would make a database of its own and start it; only the programs are wanted.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    as_root mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\n' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  apt_installs -o Dpkg::Options::=--force-confold postgresql
}

# postgres_for_development_starts DATA: a server on a loopback port, its database under DATA/postgres, kept between runs. Exports
# Reviews__Postgres__ConnectionString; ends with the script.
postgres_for_development_starts() {
  postgres_is_installed
  mkdir -p "$1/postgres"
  [ "$(id -u)" -ne 0 ] || chmod go+x "$1"   # its user must get through, and sees nothing on the way
  local folder port try
  folder="$(cd "$1/postgres" && pwd -P)"
  postgres_has_its_folder "$folder"
  postgres_database_is_made "$folder"
  say "Starting PostgreSQL on $folder ..."
  for try in 1 2 3 4 5; do
    # Below the ports that the system gives to outgoing connections.
    port=$((20000 + RANDOM % 10000))
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
    start_postgres "$folder" "$port" && break
    [ "$try" -lt 5 ] || fail "PostgreSQL does not start; see $folder/log"
  done
  export Reviews__Postgres__ConnectionString="Host=127.0.0.1;Port=$port;Username=reviews;Password=$(cat "$folder/password");Database=postgres"
}

# become_postgres COMMAND...: this shell becomes the command, as the user that the server runs as: it refuses to run as root. In a session
# of its own: Ctrl-C in the terminal is for the script, which ends the server last.
become_postgres() {
  local as_user=()
  [ "$(id -u)" -ne 0 ] || as_user=(setpriv "--reuid=$postgres_user" "--regid=$postgres_user" --init-groups)
  cd /
  exec setsid ${as_user[@]+"${as_user[@]}"} "$@"
}

postgres_has_its_folder() {
  [ "$(id -u)" -eq 0 ] || return 0
  chown "$postgres_user" "$1"
  (become_postgres test -w "$1") || fail "PostgreSQL runs as the user '$postgres_user', who can't reach '$1'; name another data folder"
}

postgres_database_is_made() {
  local folder="$1" major
  if [ ! -e "$folder/database/PG_VERSION" ]; then
    say "Creating a database in $folder ..."
    rm -rf "$folder/making"
    (umask 077 && head -c 18 /dev/urandom | base64 | tr -d '+/=\n' >"$folder/password")
    [ "$(id -u)" -ne 0 ] || chown "$postgres_user" "$folder/password"
    (become_postgres "$REVIEWS_POSTGRES_BIN/initdb" -D "$folder/making" -U reviews --auth=scram-sha-256 "--pwfile=$folder/password" \
      -E UTF8 --no-locale >/dev/null) || fail "PostgreSQL could not create a database in '$folder'"
    # Half a database is none: it gets its name when it is whole.
    mv "$folder/making" "$folder/database"
  fi
  major="$("$REVIEWS_POSTGRES_BIN/postgres" --version | grep -o '[0-9]\+' | head -n 1)"
  [ "$(cat "$folder/database/PG_VERSION")" = "$major" ] ||
    fail "the database in '$folder' is from PostgreSQL $(cat "$folder/database/PG_VERSION"), and this is $major; upgrade it with pg_upgrade, or name another data folder"
  local pid
  pid="$(head -n 1 "$folder/database/postmaster.pid" 2>/dev/null || true)"
  if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/exe" 2>/dev/null)" = "$REVIEWS_POSTGRES_BIN/postgres" ]; then
    fail "the database in '$folder' is in use by another run; if that was killed, end its server with: kill -INT $pid"
  fi
}

# start_postgres FOLDER PORT: fails when it ends before it is ready.
start_postgres() {
  become_postgres "$REVIEWS_POSTGRES_BIN/postgres" -D "$1/database" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    >>"$1/log" 2>&1 &
  postgres_pid=$!
  at_the_end postgres_for_development_stops
  while ! "$REVIEWS_POSTGRES_BIN/pg_isready" -q -h 127.0.0.1 -p "$2" -t 1; do
    kill -0 "$postgres_pid" 2>/dev/null || return 1
    sleep 0.1
  done
  # Another server may have answered at the port.
  kill -0 "$postgres_pid" 2>/dev/null
}

postgres_for_development_stops() {
  [ -n "${postgres_pid:-}" ] || return 0
  kill -INT "$postgres_pid" 2>/dev/null || true
  wait "$postgres_pid" 2>/dev/null || true
  postgres_pid=""
}
