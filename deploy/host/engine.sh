# engine.sh: the container engine that the Enforcer guards.

# find_engine: sets engine_socket and engine_runc. Where no engine runs, one of our own is started.
find_engine() {
    local socket
    if [ -n "${DOCKER_HOST:-}" ]; then
        [[ $DOCKER_HOST == unix://* ]] ||
            fail "DOCKER_HOST is '$DOCKER_HOST': the Enforcer guards the engine of its own host, at a unix:// socket"
        engine_socket=${DOCKER_HOST#unix://}
        socket_answers "$engine_socket" ||
            fail "DOCKER_HOST is '$DOCKER_HOST', and no engine answers there; start it or unset DOCKER_HOST"
        engine_runc=$(runc_of_engine "$engine_socket")
        return
    fi
    for socket in /var/run/docker.sock /run/docker.sock; do
        if socket_answers "$socket"; then
            engine_socket=$socket
            engine_runc=$(runc_of_engine "$engine_socket")
            return
        fi
    done
    engine_socket=$data/engine/docker.sock
    engine_runc=$data/engine/bin/runc
    start_own_engine
}

own_engine_runs() {
    [ "$engine_socket" = "$data/engine/docker.sock" ]
}

# socket_answers PATH: whether somebody listens there.
socket_answers() {
    listener_pid "$1" > /dev/null
}

# listener_pid PATH: the process that listens on the socket, as the kernel tells whoever connects (unix(7), SO_PEERCRED,
# which is 17). Perl is part of every Debian; the shell has no UNIX sockets.
listener_pid() {
    perl -MSocket -e '
        socket(S, PF_UNIX, SOCK_STREAM, 0) && connect(S, sockaddr_un($ARGV[0])) or exit 1;
        print +(unpack "l3", getsockopt(S, SOL_SOCKET, 17))[0]' "$1" 2> /dev/null
}

# runc_of_engine SOCKET: the file that the engine there resolves 'runc' to, by the PATH that it was started with.
runc_of_engine() {
    local pid path found
    pid=$(listener_pid "$1")
    # systemd listens in the name of an engine that it starts.
    [ "$(cat "/proc/$pid/comm" 2> /dev/null)" = dockerd ] || pid=$(cat /run/docker.pid 2> /dev/null || pgrep -o -x dockerd) || true
    path=$(tr '\0' '\n' < "/proc/${pid:-none}/environ" 2> /dev/null | sed -n 's/^PATH=//p')
    found=$(PATH=${path:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin} type -P runc) ||
        fail "the program 'runc' of the engine at $1 was not found in its PATH ($path)"
    # A shim that an earlier run left behind is found under the same name.
    readlink -f "$found"
}

# start_own_engine: Docker's, with its state below the data directory, and a copy of runc that the shim may replace.
start_own_engine() {
    if pid_of engine > /dev/null; then
        say "our own container engine still runs"
        return
    fi
    [ -x /usr/sbin/dockerd ] || need_packages engine
    say "no container engine runs on this host: starting one of our own"
    mkdir -p "$data/engine/bin"
    [ -e "$engine_runc" ] || cp /usr/sbin/runc "$engine_runc"
    if launch_own_engine; then
        return
    fi
    say "it does not start with a network for containers:" && log_tail engine
    say "starting it without one; containers will have no network"
    launch_own_engine --bridge=none --iptables=false --ip-masq=false || {
        log_tail engine
        fail "the engine does not start; its last words are above, all of them in $data/log/engine.log"
    }
}

launch_own_engine() {
    [ -e "$data/engine/daemon.json" ] || printf '{}\n' > "$data/engine/daemon.json"
    launch engine root env PATH="$data/engine/bin:/usr/sbin:/usr/bin:/sbin:/bin" /usr/sbin/dockerd \
        --config-file="$data/engine/daemon.json" --host="unix://$engine_socket" --data-root="$data/engine/data" \
        --exec-root="$data/engine/exec" --pidfile="$data/engine/docker.pid" "$@"
    wait_for_line engine 'API listen on' 60
}
