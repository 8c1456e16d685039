# options.sh: the options of up, down and rescue.

# read_options WORD ARGUMENT...: sets data, port, listen, scans and detach. All mistakes are said at once.
read_options() {
    local word=$1 mistakes=()
    shift
    data=$(default_data) port=8443 listen=127.0.0.1 scans=2 detach=no
    while [ $# -gt 0 ]; do
        case $word:$1 in
            *:--data | up:--port | up:--listen | up:--scans)
                if [ $# -lt 2 ]; then
                    mistakes+=("'$1' needs a value")
                else
                    printf -v "${1#--}" '%s' "$2"
                    shift
                fi
                ;;
            *:--data=* | up:--port=* | up:--listen=* | up:--scans=*)
                local option=${1#--}
                printf -v "${option%%=*}" '%s' "${option#*=}"
                ;;
            up:--detach) detach=yes ;;
            *) mistakes+=("'$word' has no option '$1'; it has $(options_of "$word")") ;;
        esac
        shift
    done
    [[ $port =~ ^[0-9]{1,5}$ ]] && ((port >= 1 && port <= 65534)) ||
        mistakes+=("--port is a number from 1 to 65534, not '$port'")
    [[ $listen =~ ^[0-9A-Fa-f.:]+$ ]] || mistakes+=("--listen is an IP address such as 127.0.0.1 or 0.0.0.0, not '$listen'")
    [[ $scans =~ ^[0-9]{1,2}$ ]] && ((10#$scans >= 1 && 10#$scans <= 16)) ||
        mistakes+=("--scans is a number from 1 to 16, not '$scans'")
    [[ $data == /* ]] || data=$PWD/$data
    # PostgreSQL's socket lies below it, and the path of a UNIX socket has at most 107 bytes.
    [ ${#data} -le 70 ] || mistakes+=("--data is at most 70 bytes long, not '$data'")
    [ ${#mistakes[@]} -eq 0 ] || fail "${mistakes[@]}"
}

options_of() {
    case $1 in
        up) printf '%s' "--data DIR, --port N, --listen ADDRESS, --scans N, --detach" ;;
        *) printf '%s' "--data DIR" ;;
    esac
}

default_data() {
    if is_root; then
        printf /var/lib/plimsoll
    else
        printf '%s/plimsoll' "${XDG_DATA_HOME:-$HOME/.local/share}"
    fi
}
