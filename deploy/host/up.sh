# up.sh: runs Plimsoll on this host, in the foreground, until it is told to stop.

plimsoll_up() {
    read_options up "$@"
    refuse_second_up
    if [ "$detach" = yes ]; then
        detach_up
        return
    fi
    need_packages up
    build_programs
    create_users
    prepare_data
    check_access
    remember up $$
    stopping=no
    trap 'stopping=yes' TERM INT HUP
    trap 'stop_all' EXIT
    stop_orphans
    install_programs
    first_start
    print_welcome
    supervise
}

refuse_second_up() {
    local pid
    mkdir -p "$data/run" 2> /dev/null || fail "'$data' cannot be made; name another place with --data DIR"
    pid=$(pid_of up) || return 0
    fail "Plimsoll runs already with the data in '$data' (process $pid)" \
        "stop it with './plimsoll down --data $data', or use another --data and --port"
}

# stop_orphans: what an earlier 'up' that was killed left running. Its engine goes on; containers run in it.
stop_orphans() {
    local name pid
    for name in enforcer center database; do
        if pid=$(pid_of "$name"); then
            say "an earlier run was killed: stopping its $name (process $pid)"
            end_process "$name" 30
        fi
    done
}

first_start() {
    local name
    for name in database center; do
        "start_$name" || give_up "$name"
    done
    if is_root; then
        find_engine
        printf '%s\n' "$engine_runc" > "$data/run/runc"
        start_enforcer || give_up enforcer
    else
        say "no Enforcer: it guards this host's engine and needs root; run 'sudo ./plimsoll up' for it"
    fi
}

give_up() {
    [ "$stopping" = no ] || exit 0
    log_tail "$1"
    fail "the $1 did not start; its last words are above, all of them in $data/log/$1.log"
}

# print_welcome: where to go. The first password is shown once and then forgotten.
print_welcome() {
    local password_file=$data/center/first-password
    printf '\n%s\n\n' "Plimsoll is up."
    printf '  %-10s %s\n' "Console" "https://$(in_url "$listen"):$port/"
    if [ -r "$password_file" ]; then
        printf '  %-10s %s\n' "User" "admin" "Password" "$(cat "$password_file")  (shown once; change it after the first login)"
        rm -f "$password_file"
    fi
    if is_root; then
        printf '  %-10s %s\n' "Engine" "$engine_socket"
        ! own_engine_runs || printf '  %-10s %s\n' "" "Plimsoll's own; use it with: export DOCKER_HOST=unix://$engine_socket"
    fi
    printf '  %-10s %s\n' "Data" "$data" "Stop" "Ctrl-C, or ./plimsoll down --data $data"
    printf '\n'
}

# in_url ADDRESS: as a browser on this host writes it.
in_url() {
    case $1 in
        0.0.0.0 | ::) printf localhost ;;
        *:*) printf '[%s]' "$1" ;;
        *) printf '%s' "$1" ;;
    esac
}

# supervise: starts again what ends by itself, until told to stop. What ends over and over ends everything.
supervise() {
    local name restarts=0 window=$SECONDS
    while [ "$stopping" = no ]; do
        for name in engine database center enforcer; do
            [ -e "$data/run/$name.pid" ] || continue
            pid_of "$name" > /dev/null && continue
            [ "$stopping" = no ] || return 0
            ((SECONDS - window < 60)) || restarts=0 window=$SECONDS
            restarts=$((restarts + 1))
            say "the $name ended by itself:" && log_tail "$name"
            ((restarts <= 5)) || fail "it ended $restarts times within a minute; see $data/log/$name.log"
            restart "$name" || say "the $name did not start"
        done
        wait_a_moment
    done
}

restart() {
    case $1 in
        engine) start_own_engine ;;
        *) "start_$1" ;;
    esac
}

# wait_a_moment: a second, or until a signal comes.
wait_a_moment() {
    sleep 1 &
    wait $! || true
}

# stop_all: the Enforcer first, for it gives the engine back.
stop_all() {
    local outcome=$? name
    trap '' TERM INT HUP
    trap - EXIT
    say "stopping"
    for name in enforcer center database engine; do
        end_process "$name" 30
    done
    give_engine_back "$(recorded_runc)" || true
    rm -f "$data/run/up.pid"
    say "stopped"
    exit "$outcome"
}

# detach_up: the same 'up' in the background; returns once it is up, with what it said.
detach_up() {
    local log=$data/log/up.log
    mkdir -p "$data/log"
    (umask 077 && : > "$log")
    setsid "$tree/plimsoll" up --data "$data" --port "$port" --listen "$listen" --scans "$scans" \
        --audit-online-months "$audit_online_months" --audit-kept-months "$audit_kept_months" >> "$log" 2>&1 < /dev/null &
    local pid=$!
    # The last line of the welcome: what is read sooner would lack the password, which is said only once.
    until grep -q '^  Stop ' "$log"; do
        if ! kill -0 "$pid" 2> /dev/null; then
            cat "$log" >&2
            exit 2
        fi
        sleep 0.1
    done
    # The password is in what was said; it is shown here and kept nowhere.
    cat "$log"
    : > "$log"
}
