# ./reviews test. Sourced by ./reviews.

results="$root/artifacts/tests"
# A project that is still running after this is hung, and counts as failed. Which test it hangs in is told long before.
project_limit="40m"
told_after_seconds=300

run_tests() {
  local fast="false" faults="" store="postgres" fuzz=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --faults=* | --store=* | --fuzz=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    esac
    case "$1" in
      --fast) fast="true" ;;
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

  local projects=(Conventions Domain Storage Grains Api Live Process Cluster Browser) filter=()
  if [ "$fast" = true ]; then
    projects=(Conventions Domain Storage Grains Api Cluster)
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
    # The album shows this run's pages and no older ones.
    rm -rf "$root/artifacts/screenshots"
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
  local project
  for project in "${projects[@]}"; do run_project "$project"; done

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

# Runs one project and adds what its report counts to the sums of run_tests. One that ends badly without a report, or reports no test at
# all, is one failure: a crash or an empty project must not look green.
run_project() {
  local name="$1.Tests" status=0
  local report="$results/$name.trx" ran=0 good=0 bad=0 left=0
  say "$name ..."
  timeout --kill-after=30s "$project_limit" dotnet "$root/tests/$name/bin/Release/net10.0/$name.dll" \
    -noLogo -noColor -longRunning "$told_after_seconds" -trx "$report" ${filter[@]+"${filter[@]}"} 2>&1 |
    tee "$results/$name.log" >&2 || status=$?
  if [ -s "$report" ]; then
    ran="$(counter "$report" executed)" good="$(counter "$report" passed)"
    bad="$(counter "$report" failed)" left="$(counter "$report" notExecuted)"
  fi
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    say "FAILED: $name ended with status $status and no failed test to show for it"
    bad=1
  elif [ "$ran" -eq 0 ]; then
    say "FAILED: $name ran no test"
    bad=1
  fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
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
# lines of what it said. The whole of it is in the project's log.
say_failures() {
  awk -v most=40 '
    /^    [^ ].*\[FAIL\]$/ { inside = 1; lines = 0 }
    /^ ? ? ?[^ ]/ || (/^    [^ ]/ && !/\[FAIL\]$/) { inside = 0 }
    inside && lines++ < most' "$results"/*.log 2>/dev/null || true
}
