# ./reviews copy. Sourced by ./reviews.

copy_dll="$root/src/Reviews.Migration/bin/Release/net10.0/Reviews.Migration.dll"

copy() {
  local from="" to="" data="${Reviews__Data:-data}"
  while [ $# -gt 0 ]; do
    case "$1" in
      --from=* | --to=* | --data=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --from | --to | --data) [ -n "${2:-}" ] || misused "copy: $1 needs a value" ;;&
      --from) from="$2"; shift 2 ;;
      --to) to="$2"; shift 2 ;;
      --data) data="$2"; shift 2 ;;
      *) misused "copy has no option '$1'" ;;
    esac
  done
  [ -n "$from" ] && [ -n "$to" ] || misused "copy needs --from STORE and --to STORE"

  need_dotnet
  copy_is_ready
  umask 077   # what is kept is as secret as what it holds
  stores_of_the_data_folder_start "$data" "$from" "$to"
  Reviews__Data="$data" run_to_its_end dotnet "$copy_dll" copy --from "$from" --to "$to"
}

repair() {
  local store="" data="${Reviews__Data:-data}" yes=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --store=* | --data=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --store | --data) [ -n "${2:-}" ] || misused "repair: $1 needs a value" ;;&
      --store) store="$2"; shift 2 ;;
      --data) data="$2"; shift 2 ;;
      --yes) yes=(--yes); shift ;;
      *) misused "repair has no option '$1'" ;;
    esac
  done
  [ -n "$store" ] || misused "repair needs --store STORE"

  need_dotnet
  copy_is_ready
  umask 077   # what is kept is as secret as what it holds
  stores_of_the_data_folder_start "$data" "$store"
  Reviews__Data="$data" run_to_its_end dotnet "$copy_dll" repair --store "$store" ${yes[@]+"${yes[@]}"}
}

# stores_of_the_data_folder_start DATA STORE...: a store that is named by its kind alone is the one of './reviews run' in the same data folder.
stores_of_the_data_folder_start() {
  local data="$1" store
  for store in "${@:2}"; do
    case "$store" in
      postgres) [ -n "${Reviews__Postgres__ConnectionString:-}" ] || postgres_for_development_starts "$data" ;;
      azure) azurite_for_development_starts "$data" ;;
    esac
  done
}
