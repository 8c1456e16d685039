# options.sh: the options of up, down and rescue.

# read_options WORD ARGUMENT...: sets data, port, listen, scans, audit_online_months, audit_kept_months and detach. All mistakes
# are said at once.
read_options() {
    local word=$1 mistakes=()
    shift
    data=$(default_data) port=8443 listen=127.0.0.1 scans=2 audit_online_months=3 audit_kept_months='' detach=no
    local option
    while [ $# -gt 0 ]; do
        case $word:$1 in
            *:--data | up:--port | up:--listen | up:--scans | up:--audit-online-months | up:--audit-kept-months)
                if [ $# -lt 2 ]; then
                    mistakes+=("'$1' needs a value")
                else
                    option=${1#--}
                    printf -v "${option//-/_}" '%s' "$2"
                    shift
                fi
                ;;
            *:--data=* | up:--port=* | up:--listen=* | up:--scans=* | up:--audit-online-months=* | up:--audit-kept-months=*)
                option=${1%%=*} option=${option#--}
                printf -v "${option//-/_}" '%s' "${1#*=}"
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
    check_audit_months
    [[ $data == /* ]] || data=$PWD/$data
    # PostgreSQL's socket lies below it, and the path of a UNIX socket has at most 107 bytes.
    [ ${#data} -le 70 ] || mistakes+=("--data is at most 70 bytes long, not '$data'")
    [ ${#mistakes[@]} -eq 0 ] || fail "${mistakes[@]}"
}

# check_audit_months: PCI DSS asks for three months at hand and twelve in all.
check_audit_months() {
    if ! [[ $audit_online_months =~ ^[0-9]{1,3}$ ]] || ((10#$audit_online_months < 3 || 10#$audit_online_months > 240)); then
        mistakes+=("--audit-online-months is a number from 3 to 240, not '$audit_online_months'")
        return
    fi
    local least=$((10#$audit_online_months > 12 ? 10#$audit_online_months : 12))
    audit_kept_months=${audit_kept_months:-$least}
    [[ $audit_kept_months =~ ^[0-9]{1,3}$ ]] && ((10#$audit_kept_months >= least && 10#$audit_kept_months <= 240)) ||
        mistakes+=("--audit-kept-months is a number from $least to 240, not '$audit_kept_months'")
}

options_of() {
    case $1 in
        up) printf '%s' "--data DIR, --port N, --listen ADDRESS, --scans N, --audit-online-months N, --audit-kept-months N, --detach" ;;
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
