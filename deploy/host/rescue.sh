# rescue.sh: gives the engine back, whatever is broken. Shell only: no JDK, no network, no dist/ is needed.

plimsoll_rescue() {
    read_options rescue "$@"
    is_root || fail "'rescue' puts the engine's own runtime back, which only root can; run 'sudo ./plimsoll rescue'"
    local name pid
    for name in up enforcer; do
        if pid=$(pid_of "$name"); then
            say "ending the $name (process $pid)"
            kill -KILL "$pid" || true
        fi
    done
    give_engine_back "$(recorded_runc)" "${usual_runcs[@]}" "$data/engine/bin/runc"
    note_rescue
    say "the engine has its own runtime again; containers run without Plimsoll until './plimsoll up'"
}

readonly usual_runcs=(/usr/sbin/runc /usr/bin/runc /usr/local/sbin/runc /usr/local/bin/runc)

# give_engine_back RUNC...: puts the real runc back wherever the shim is in its place, and opens the exec gates that an
# Enforcer left to its keeper. Where the Enforcer ended as it should, there is nothing to do.
give_engine_back() {
    local outcome=0
    is_root || return 0
    restore_runtimes "$@" || outcome=$?
    end_keeper
    return "$outcome"
}

restore_runtimes() {
    local runc state script done=" " outcome=0
    script=$(shim_script)
    for runc in "$@"; do
        [ -n "$runc" ] && [ -d "$(dirname "$runc")" ] || continue
        runc=$(readlink -m "$runc")
        [[ $done != *" $runc "* ]] || continue
        done+="$runc "
        state=$(sh "$script" status --runc "$runc" 2> /dev/null | sed -n 's/^state=//p') || true
        case $state in
            absent | "") ;;
            *) sh "$script" restore --runc "$runc" || outcome=2 ;;
        esac
    done
    return "$outcome"
}

# shim_script: the copy in the data directory serves when the source tree is gone or broken.
shim_script() {
    local script
    for script in "$data/app/libexec/plimsoll-shim" "$dist/libexec/plimsoll-shim" "$tree/enforcer/shim/src/dist/plimsoll-shim"; do
        if [ -r "$script" ]; then
            printf '%s' "$script"
            return
        fi
    done
    fail "no copy of 'plimsoll-shim' is left; reinstall the package of runc to have the engine's own runtime back"
}

# recorded_runc: the runtime that the last 'up' with this data directory put the shim in the place of.
recorded_runc() {
    cat "$data/run/runc" 2> /dev/null || true
}

# note_rescue: for the audit trail; the next Enforcer reports it.
note_rescue() {
    if [ -d "$data" ]; then
        printf '%s rescue by %s\n' "$(date --utc +%Y-%m-%dT%H:%M:%SZ)" "${SUDO_USER:-root}" >> "$data/rescue.log"
    fi
}
