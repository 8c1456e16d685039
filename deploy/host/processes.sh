# processes.sh: the processes that 'up' starts, known by number and start time so that no other one is mistaken for them.
# They are remembered in files below $data/run, which outlive the launcher.

# launch NAME USER WORD...: starts it as that user, apart from the terminal; its output goes to a log of its own.
launch() {
    local name=$1 user=$2
    shift 2
    local log=$data/log/$name.log
    run_as "$user"
    [ ! -e "$log" ] || mv "$log" "$log.1"
    (umask 077 && : > "$log")
    setsid "${as_user[@]}" "$@" >> "$log" 2>&1 < /dev/null &
    remember "$name" $!
    # The shell would report its end on the terminal; 'supervise' does that better.
    disown $!
}

# remember NAME PID
remember() {
    printf '%s %s\n' "$2" "$(start_time "$2")" > "$data/run/$1.pid"
}

# start_time PID: clock ticks after boot (proc(5), field 22 of stat); fails if there is no such process.
start_time() {
    local stat
    stat=$(cat "/proc/$1/stat" 2> /dev/null) || return 1
    stat=${stat##*) }
    [ "${stat%% *}" != Z ] || return 1
    # shellcheck disable=SC2086 # fields are words
    set -- $stat
    printf '%s' "${20}"
}

# pid_of NAME: the process remembered under this name, if it is still the same one.
pid_of() {
    local pid started
    read -r pid started 2> /dev/null < "$data/run/$1.pid" || return 1
    [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] || return 1
    printf '%s' "$pid"
}

# end_process NAME SECONDS: asks it to end, and makes it end after so many seconds.
end_process() {
    local pid waited=0
    if pid=$(pid_of "$1"); then
        kill -TERM "$pid" 2> /dev/null || true
        while pid_of "$1" > /dev/null; do
            if ((waited == $2 * 20)); then
                say "$1 does not end, killing it"
                kill -KILL "$pid" 2> /dev/null || true
            fi
            sleep 0.05
            waited=$((waited + 1))
        done
    fi
    rm -f "$data/run/$1.pid"
}

# wait_for_line NAME PATTERN SECONDS: until its log holds the line; fails if it ends before, or is not that far in time.
wait_for_line() {
    local waited=0
    until grep -q "$2" "$data/log/$1.log"; do
        pid_of "$1" > /dev/null || return 1
        [ "${stopping:-no}" = no ] || return 1
        ((waited < $3 * 20)) || return 1
        sleep 0.05
        waited=$((waited + 1))
    done
}

# log_tail NAME: its last words, indented.
log_tail() {
    tail -n 15 "$data/log/$1.log" | sed 's/^/    /'
}

# end_keeper: the gates are open once it is gone, for the kernel allows what nobody answers.
end_keeper() {
    local pid
    for pid in $(pgrep -f -- "plimsoll-keeper --socket $data/run/enforcer/" || true); do
        say "ending the keeper of the exec gates (process $pid)"
        kill -KILL "$pid" || true
    done
    rm -f "$data"/run/enforcer/*.sock
}
