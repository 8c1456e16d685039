# packages.sh: Debian's packages that the words need, and their installation.

# One line each: what is looked for (a program, or a file with wildcards), its package, the words that need it, and why.
readonly package_table='
mvn                               maven           build,test     fetches the right Maven and the libraries
gcc                               gcc             build,test     compiles the runtime shim
/usr/include/stdio.h              libc6-dev       build,test     compiles the runtime shim
clang                             clang           build,test     compiles the kernel programs
llvm-strip                        llvm            build,test     makes the kernel programs small
/usr/include/bpf/bpf_helpers.h    libbpf-dev      build,test     compiles the kernel programs
/usr/lib/*/libbpf.so.1            libbpf1         up,test        loads the kernel programs
setpriv                           util-linux      up,test        runs Center, database and scanner as users of their own
perl                              perl-base       up,test        asks whether an engine listens on a socket
pgrep                             procps          up,test        finds the engine of the host
ip                                iproute2        up,test        networks of containers
iptables                          iptables        up,test        networks of containers
/usr/sbin/dockerd                 docker.io       engine,test    an engine where the host runs none, and for the tests
/usr/sbin/runc                    runc            engine,test    the container runtime of that engine
debootstrap                       debootstrap     test           makes a Debian image to scan
/bin/busybox                      busybox-static  test           makes a tiny image to run
sqlite3                           sqlite3         test           leaves a database open, as a build does that is killed
npm                               npm             build,test     builds the console, and a Node application to scan
docker-compose                    docker-compose  test           starts containers as Compose does
psql                              postgresql-client test         tampers with the audit trail, to see it noticed
bpftool                           bpftool         test           shows what the kernel programs hold
docker-registry                   docker-registry test           a registry to pull images from
curl                              curl            test           asks the Command Center as a script does
unzip                             unzip           test           looks into archives that tests made
chromium-headless-shell           chromium-headless-shell test     shows the console to the browser tests
'

# need_packages WORD: installs what the word lacks, or says how to.
need_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$1")
    [ ${#missing[@]} -eq 0 ] && return
    if ! command -v apt-get > /dev/null; then
        fail "'$1' needs what Debian calls: ${missing[*]}" "this is no Debian: install them with your system's means"
    fi
    local install=(apt-get install -y --no-install-recommends "${missing[@]}")
    is_root || fail "'$1' needs packages that only root can install; run this, then try again:" \
        "sudo apt-get update && sudo ${install[*]}"
    say "installing ${missing[*]}"
    DEBIAN_FRONTEND=noninteractive apt_get update
    DEBIAN_FRONTEND=noninteractive apt_get "${install[@]:1}"
    # The tests start a registry of their own; Debian's package starts one for everybody, on port 5000.
    [[ " ${missing[*]} " != *" docker-registry "* ]] || systemctl disable --now docker-registry > /dev/null 2>&1 || true
    mapfile -t missing < <(missing_packages "$1")
    [ ${#missing[@]} -eq 0 ] || fail "installed, but still not found: ${missing[*]}"
}

# missing_packages WORD: the packages whose programs or files are not there, one per line.
missing_packages() {
    local probe package words
    while read -r probe package words _; do
        if [[ ",$words," == *,$1,* ]] && ! is_there "$probe"; then
            printf '%s\n' "$package"
        fi
    done <<< "$package_table"
}

is_there() {
    case $1 in
        /*) compgen -G "$1" > /dev/null ;;
        # The shell also names a file in PATH that cannot be executed.
        *) [ -x "$(command -v "$1")" ] ;;
    esac
}

# apt_get ARGUMENT...: quiet unless it fails; waits for another apt that is at work.
apt_get() {
    local output
    output=$(apt-get -q -o DPkg::Lock::Timeout=300 "$@" 2>&1) ||
        fail "'apt-get $*' failed:" "$output" "mend that (network? package sources?) and try again"
}
