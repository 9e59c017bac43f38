# ./reviews run. Sourced by ./reviews.

run() {
  # Only what is given is handed on: it goes before the environment, and that before Api/appsettings.json.
  local options=() store="${Reviews__Store:-sqlite}"
  while [ $# -gt 0 ]; do
    case "$1" in
      --urls=* | --data=* | --store=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --urls | --data | --store) [ -n "${2:-}" ] || misused "run: $1 needs a value" ;;&
      --urls) options+=(--urls "$2"); shift 2 ;;
      --data) options+=(--Reviews:Data="$2"); shift 2 ;;
      --store) store="$2"; options+=(--Reviews:Store="$2"); shift 2 ;;
      --empty) options+=(--Reviews:Sample=false); shift ;;
      *) misused "run has no option '$1'" ;;
    esac
  done
  case "$store" in
    sqlite) ;;
    azure | postgres) misused "run: the store '$store' is not there yet; there is sqlite" ;;
    *) misused "run: there is no store '$store'; there is sqlite" ;;
  esac

  need_dotnet
  server_is_ready
  # 'exec': signals reach the server itself. The content root is where its pages' files are; the build's output has none.
  exec dotnet "$api_dll" --contentRoot "$root/Api" ${options[@]+"${options[@]}"}
}
