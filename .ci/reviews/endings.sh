# What a script has started ends with it. Sourced by ./reviews.

endings=()

# at_the_end COMMAND...: runs when the script ends, however it ends; the last one first.
at_the_end() {
  endings=("$*" ${endings[@]+"${endings[@]}"})
  trap run_endings EXIT
}

run_endings() {
  local ending
  for ending in ${endings[@]+"${endings[@]}"}; do $ending || true; done
  endings=()
}

# run_to_its_end COMMAND...: as 'exec', but this script is still there when the command has ended. Ctrl-C and SIGTERM reach it as SIGTERM.
run_to_its_end() {
  local child status=0
  "$@" &
  child=$!
  # shellcheck disable=SC2064
  trap "kill -TERM $child 2>/dev/null || true" INT TERM HUP
  wait "$child" || status=$?
  # A signal ends 'wait', not the child.
  while kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  trap - INT TERM HUP
  return "$status"
}
