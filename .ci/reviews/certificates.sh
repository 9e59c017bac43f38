# ./reviews certificates. Sourced by ./reviews.

certificates() {
  local folder=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --folder=*) folder="${1#*=}"; shift ;;
      --folder) folder="${2:-}"; shift; [ $# -eq 0 ] || shift ;;
      *) misused "certificates has no option '$1'" ;;
    esac
  done
  [ -n "$folder" ] || misused "certificates: --folder needs a value"

  need_dotnet
  cluster_is_ready
  dotnet "$cluster_dll" certificates --folder "$folder"
}
