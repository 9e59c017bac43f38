# ./reviews run. Sourced by ./reviews.

run() {
  # Only what is given is handed on: it goes before the environment, and that before Api/appsettings.json.
  local options=() store="${Reviews__Store:-sqlite}" data="${Reviews__Data:-data}"
  while [ $# -gt 0 ]; do
    case "$1" in
      --urls=* | --data=* | --store=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --urls | --data | --store) [ -n "${2:-}" ] || misused "run: $1 needs a value" ;;&
      --urls) options+=(--urls "$2"); shift 2 ;;
      --data) data="$2"; options+=(--Reviews:Data="$2"); shift 2 ;;
      --store) store="$2"; options+=(--Reviews:Store="$2"); shift 2 ;;
      --empty) options+=(--Reviews:Sample=false); shift ;;
      *) misused "run has no option '$1'" ;;
    esac
  done
  case "$store" in
    sqlite | postgres | azure) ;;
    *) misused "run: there is no store '$store'; use sqlite, postgres or azure" ;;
  esac

  # On this machine, without a mail server, a page shows the mails: nobody could follow their links otherwise.
  export Reviews__Mail__ShowHere="${Reviews__Mail__ShowHere:-true}"
  need_dotnet
  server_is_ready
  umask 077   # what is kept is as secret as what it holds
  local server=(dotnet "$api_dll" ${options[@]+"${options[@]}"})
  if [ "$store" = postgres ] && [ -z "${Reviews__Postgres__ConnectionString:-}" ]; then
    postgres_for_development_starts "$data"
    run_to_its_end "${server[@]}"
  elif [ "$store" = azure ] && azurite_is_meant; then
    azurite_for_development_starts "$data"
    run_to_its_end "${server[@]}"
  else
    exec "${server[@]}"   # signals reach the server itself
  fi
}
