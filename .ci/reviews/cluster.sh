# ./reviews cluster. Sourced by ./reviews.

cluster_dll="$root/src/Reviews.DevCluster/bin/Release/net10.0/Reviews.DevCluster.dll"

cluster() {
  # Only what is given is handed on; the program knows what is usual, and says what can't be.
  local options=() more=() store="${Reviews__Store:-postgres}" data="${Reviews__Data:-data}"
  while [ $# -gt 0 ]; do
    case "$1" in
      --silos=* | --apis=* | --urls=* | --data=* | --store=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --silos | --apis | --urls | --data | --store) [ -n "${2:-}" ] || misused "cluster: $1 needs a value" ;;&
      --silos | --apis | --urls) options+=("$1" "$2"); shift 2 ;;
      --data) data="$2"; shift 2 ;;
      --store) store="$2"; shift 2 ;;
      --empty) options+=(--empty); shift ;;
      --) more=("$@"); set -- ;;
      *) misused "cluster has no option '$1'" ;;
    esac
  done
  case "$store" in
    postgres | azure) ;;
    sqlite) misused "cluster: sqlite supports only one process; use postgres or azure" ;;
    *) misused "cluster: there is no store '$store'; use postgres or azure" ;;
  esac

  need_dotnet
  cluster_is_ready
  umask 077   # what is kept is as secret as what it holds
  # Each keeps everything, and who belongs to the cluster.
  if [ "$store" = azure ]; then
    azurite_for_development_starts "$data"
  elif [ -z "${Reviews__Postgres__ConnectionString:-}${Reviews__Cluster__ConnectionString:-}" ]; then
    postgres_for_development_starts "$data"
  fi
  run_to_its_end dotnet "$cluster_dll" --silo-program "$silo_dll" --api-program "$api_dll" \
    --store "$store" --data "$data" ${options[@]+"${options[@]}"} ${more[@]+"${more[@]}"}
}
