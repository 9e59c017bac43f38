# ./reviews run. Sourced by ./reviews.

run() {
  # The command line goes before the environment, and that before what is usual.
  local urls="${ASPNETCORE_URLS:-http://127.0.0.1:5080}" data="${Reviews__Data:-./data}"
  local store="${Reviews__Store:-sqlite}" sample="${Reviews__Sample:-true}"
  while [ $# -gt 0 ]; do
    case "$1" in
      --urls=* | --data=* | --store=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --urls | --data | --store)
        [ -n "${2:-}" ] || misused "run: $1 needs a value"
        declare "${1#--}=$2"
        shift 2
        ;;
      --empty) sample="false"; shift ;;
      *) misused "run has no option '$1'" ;;
    esac
  done
  case "$store" in
    sqlite) ;;
    azure | postgres) misused "run: the store '$store' is not there yet; there is sqlite" ;;
    *) misused "run: there is no store '$store'; there is sqlite" ;;
  esac
  [[ "$data" = /* ]] || data="$PWD/$data"

  need_dotnet
  server_is_ready
  # 'exec': signals reach the server itself. The content root is where its pages' files are; the build's output has none.
  exec dotnet "$api_dll" --contentRoot "$root/Api" --urls "$urls" \
    --Reviews:Data="$data" --Reviews:Store="$store" --Reviews:Sample="$sample"
}
