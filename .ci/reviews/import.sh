# ./reviews import. Sourced by ./reviews.

import() {
  local what="${1:-}" file="" dry_run="false"
  [ -n "$what" ] || misused "import what? There is: import films FILE"
  [ "$what" = films ] || misused "import can't import '$what'; there is: import films FILE"
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --dry-run) dry_run="true" ;;
      -*) misused "import films has no option '$1'" ;;
      *) [ -z "$file" ] || misused "import films takes one file, but got '$file' and '$1'"; file="$1" ;;
    esac
    shift
  done
  [ -n "$file" ] || misused "import films needs a file"
  [ -f "$file" ] || fail "there is no file '$file'"
  need_node
  exec node "$root/src/Reviews.Web/Client/tools/import-films.mjs" "$file" "$dry_run"
}
