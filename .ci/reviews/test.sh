# ./reviews test. Sourced by ./reviews.

results="$root/artifacts/tests"
# A project that is still running after this is hung, and counts as failed. Which test it hangs in is in its log long before.
project_limit="25m"
told_after_seconds=300

run_tests() {
  local fast="false" faults="" store="postgres" fuzz="" album="false"
  while [ $# -gt 0 ]; do
    case "$1" in
      --faults=* | --store=* | --fuzz=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --fast) fast="true" ;;
      --album) album="true" ;;
      --faults)
        faults="${2:-}"
        [[ "$faults" =~ ^[1-9][0-9]{0,5}$ ]] || misused "test: --faults needs a number from 1 to 999999"
        shift ;;
      --store)
        store="${2:-}"
        [[ "$store" =~ ^(postgres|azure)$ ]] || misused "test: --store needs postgres or azure"
        shift ;;
      --fuzz)
        fuzz="${2:-}"
        [[ "$fuzz" =~ ^[1-9][0-9]{0,6}$ ]] || misused "test: --fuzz needs a number from 1 to 9999999"
        shift ;;
      *) misused "test has no option '$1'" ;;
    esac
    shift
  done

  # From those that mostly wait, for processes that start, die and are given up, to those that work all the time: see run_projects.
  local projects=(Cluster Process Live Browser Storage Grains Api Domain Conventions) filter=()
  if [ "$fast" = true ]; then
    projects=(Cluster Storage Grains Api Domain Conventions)
    filter=(-trait- Category=Slow)
  fi
  if [ -n "$faults" ]; then
    # The long run: only a cluster that is broken so many times, for as long as that takes.
    export REVIEWS_FAULTS="$faults"
    projects=(Cluster) project_limit=0
    filter=(-method "*On${store^}_DrawnFaults*" -showLiveOutput)
  fi

  if [ -n "$fuzz" ]; then
    export REVIEWS_FUZZ="$fuzz"
    projects=(Api) project_limit=0
    filter=(-class "*FuzzTests" -showLiveOutput)
  fi

  # The quick tests and the fuzzer ask for no store but the embedded one.
  if [ "$fast" = false ] && [ -z "$fuzz" ]; then
    postgres_is_installed
    azurite_is_installed
  fi
  if [[ " ${projects[*]} " == *" Browser "* ]]; then
    chromium_is_installed
    rm -rf "$root/artifacts/screenshots/failed"
    if [ "$album" = true ]; then
      # It shows this run's pages and no older ones.
      rm -rf "$root/artifacts/screenshots"
      export REVIEWS_ALBUM=1
    fi
  fi
  everything_is_built
  say "Checking the pages' script ..."
  local passed=0 failed=0 skipped=0
  if (cd "$root" && npm run --silent check >&2); then :; else
    say "FAILED: the pages' script does not type-check"
    failed=1
  fi

  rm -rf "$results"
  mkdir -p "$results"
  if [ "${#projects[@]}" -eq 1 ]; then run_alone "${projects[0]}"; else run_projects; fi

  say_times
  say_figures
  say_failures
  local total=$((passed + failed))
  [ "$total" -gt 0 ] || { say "FAILED: not one test ran"; failed=1; }
  if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  else
    printf '%d passed, %d failed\n' "$passed" "$failed"
  fi
  [ "$failed" -eq 0 ]
}

# run_projects: two at a time, one from each end of the row, so that one waits while the other works, until they meet. What a project
# says is shown when it has ended, and not mixed with what the other says.
run_projects() {
  local first=0 last=$((${#projects[@]} - 1)) end name status seconds
  lanes=()
  at_the_end end_lanes
  mkfifo "$results/ended"
  exec 3<>"$results/ended"
  start_project first
  start_project last
  for _ in "${projects[@]}"; do
    read -r end name status seconds <&3
    show_project "$name" "$status" "$seconds"
    start_project "$end"
  done
  wait
  lanes=()
  exec 3>&-
  rm "$results/ended"
}

# start_project END: starts the next from that end of the row, unless all are started.
start_project() {
  local end="$1" name
  [ "$first" -le "$last" ] || return 0
  if [ "$end" = first ]; then
    name="${projects[$first]}" first=$((first + 1))
  else
    name="${projects[$last]}" last=$((last - 1))
  fi
  say "$name.Tests ..."
  (
    begun=$SECONDS status=0
    run_to_its_end test_project "$name.Tests" >"$results/$name.Tests.log" 2>&1 || status=$?
    printf '%s %s %s %s\n' "$end" "$name.Tests" "$status" "$((SECONDS - begun))" >&3
  ) &
  lanes+=($!)
}

# end_lanes: a run that is broken off leaves no project running.
end_lanes() {
  kill -TERM ${lanes[@]+"${lanes[@]}"} 2>/dev/null
}

# run_alone PROJECT: the only one of a run is heard at once.
run_alone() {
  local name="$1.Tests" begun=$SECONDS status=0
  test_project "$name" 2>&1 | tee "$results/$name.log" >&2 || status=$?
  count_project "$name" "$status" "$((SECONDS - begun))"
}

# test_project NAME: becomes the project's tests. Compiling code anew because it is called often pays only after minutes, and the programs
# that these tests start live for seconds: a third of what they cost was that.
test_project() {
  export DOTNET_TieredPGO=0
  # Many programs share few cores here: a worker without work sleeps at once instead of spinning, which took a tenth of a core of each.
  export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
  case "$1" in Browser.Tests | Cluster.Tests | Process.Tests) export DOTNET_TC_CallCountThreshold=4000 ;; esac
  exec timeout --kill-after=30s "$project_limit" dotnet "$root/tests/$1/bin/Release/net10.0/$1.dll" \
    -noLogo -noColor -longRunning "$told_after_seconds" -trx "$results/$1.trx" ${filter[@]+"${filter[@]}"}
}

# show_project NAME STATUS SECONDS: how long it took, then all that it said.
show_project() {
  count_project "$@"
  cat "$results/$1.log" >&2
}

# count_project NAME STATUS SECONDS: adds what its report counts to the sums of run_tests. One that ends badly without a report, or reports
# no test at all, is one failure: a crash or an empty project must not look green.
count_project() {
  local name="$1" status="$2" seconds="$3"
  local report="$results/$name.trx" ran=0 good=0 bad=0 left=0
  if [ -s "$report" ]; then
    ran="$(counter "$report" executed)" good="$(counter "$report" passed)"
    bad="$(counter "$report" failed)" left="$(counter "$report" notExecuted)"
  fi
  printf '%5d s  %s: %d passed, %d failed\n' "$seconds" "$name" "$good" "$bad" | tee -a "$results/times" >&2
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    say "FAILED: $name ended with status $status and no failed test to show for it"
    bad=1
  elif [ "$ran" -eq 0 ]; then
    say "FAILED: $name ran no test"
    bad=1
  fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
}

# say_times: how long each project took, once more and together.
say_times() {
  say "Times:"
  sort -rn "$results/times" >&2
}

# counter REPORT NAME: one number of the report's <Counters>.
counter() {
  local value
  value="$(grep -o '<Counters [^>]*' "$1" | grep -o "[ ]$2=\"[0-9]*\"" | grep -o '[0-9]*' || true)"
  printf '%d' "${value:-0}"
}

# say_figures: what the tests counted or measured, for the documentation.
say_figures() {
  grep -h -o 'Figure: [^<&]*' "$results"/*.trx 2>/dev/null | sort -u | sed 's/&#x[0-9A-Fa-f]*;//g' || true
}

# say_failures: what failed, once more and last, because whoever looks at a long run looks at its end: each test's name and the first
# lines of what it said; and of a project without a report, the tests that it was last heard to be in for long. The whole of it is in the
# project's log.
say_failures() {
  local log
  for log in "$results"/*.log; do
    [ -s "${log%.log}.trx" ] || { say "$(basename "$log" .log) left no report."; grep '\[Long Running Test\]' "$log" | tail -n 5 >&2 || true; }
  done
  awk -v most=40 '
    /^    [^ ].*\[FAIL\]$/ { inside = 1; lines = 0 }
    /^ ? ? ?[^ ]/ || (/^    [^ ]/ && !/\[FAIL\]$/) { inside = 0 }
    inside && lines++ < most' "$results"/*.log 2>/dev/null || true
}
