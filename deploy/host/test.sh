# test.sh: runs everything, counts it, and says how long each stage took.

plimsoll_test() {
    no_options test "$@"
    stage "packages"
    need_packages test
    find_java
    find_node
    find_maven
    stage "build"
    build_programs
    stage "tests"
    rm -rf "$tree"/target/surefire-reports "$tree"/*/target/surefire-reports "$tree"/*/*/target/surefire-reports
    local outcome=0
    # Three modules at a time: much of what tests do is waiting.
    run_maven -T 3 --fail-at-end verify || outcome=1
    stage "end"
    printf '%s\n' "" "Stages:" "${stage_times[@]}"
    close_run "$outcome"
}

# stage NAME: begins a stage and notes the time of the one before.
stage() {
    [ -z "${stage_name:-}" ] || stage_times+=("$(printf '  %-10s %4d s' "$stage_name" $((SECONDS - stage_begin)))")
    stage_name=$1
    stage_begin=$SECONDS
    say "$1"
}

# close_run OUTCOME: the counts of all reports, and the exit code of the run.
close_run() {
    local reports=() passed failed skipped outcome=$1
    mapfile -t reports < <(find "$tree" -path '*/target/surefire-reports/TEST-*.xml')
    [ ${#reports[@]} -gt 0 ] || fail "no test ran"
    read -r passed failed skipped < <(count_tests "${reports[@]}")
    if is_root && unexpected_skips "${reports[@]}"; then
        printf '%s\n' "A test that this machine can run was skipped, see above."
        outcome=1
    fi
    [ "$failed" -eq 0 ] || outcome=1
    if [ "$outcome" -ne 0 ] && [ "$failed" -eq 0 ]; then
        printf '%s\n' "The run is red although no test failed: the build or a check did, see ERROR above."
    fi
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    exit "$outcome"
}

# count_tests REPORT...: passed, failed and skipped in all of them.
count_tests() {
    awk '
        function value(name) {
            return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0
        }
        /<testsuite / {
            bad = value("errors") + value("failures")
            failed += bad
            skipped += value("skipped")
            passed += value("tests") - bad - value("skipped")
        }
        END { print passed + 0, failed + 0, skipped + 0 }' "$@"
}

# unexpected_skips REPORT...: prints what was skipped, and succeeds if there is any. Only the data that may lie beside
# the tree (PLIMSOLL_SHARED) is allowed to be missing.
unexpected_skips() {
    awk '
        function attribute(name) {
            return match($0, " " name "=\"[^\"]*") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
        }
        /<testcase / { test = attribute("classname") "." attribute("name") }
        /<skipped/ && !/PLIMSOLL_SHARED/ { print "skipped: " test ": " attribute("message"); any = 1 }
        END { exit !any }' "$@"
}
