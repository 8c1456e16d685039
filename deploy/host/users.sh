# users.sh: the users that the programs run as. Root gives each its own, so that none can read the others' files.

# create_users: only root can, and only root needs to.
create_users() {
    local user
    is_root || return 0
    for user in plimsoll-center plimsoll-database plimsoll-scanner; do
        if ! getent passwd "$user" > /dev/null; then
            useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user" ||
                fail "the system user '$user' could not be created"
        fi
    done
}

# run_as USER: sets 'as_user' to the words that start a program as that user, with no way back to root.
run_as() {
    as_user=()
    if is_root && [ "$1" != root ]; then
        as_user=(setpriv --reuid="$1" --regid="$1" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all)
    fi
}

# user_of NAME: who runs the program of this name.
user_of() {
    if ! is_root; then
        id -un
    else
        case $1 in
            center | database) printf 'plimsoll-%s' "$1" ;;
            *) printf root ;;
        esac
    fi
}

# check_access: the programs run from the JDK and below the data directory; both must be open to their users.
check_access() {
    local user place
    is_root || return 0
    for user in plimsoll-center plimsoll-database; do
        run_as "$user"
        for place in "$JAVA_HOME/bin" "$data/app"; do
            "${as_user[@]}" test -x "$place" || fail "the system user '$user' may not enter '$place'" \
                "keep the JDK in /usr/lib/jvm and the data in /var/lib/plimsoll, or open the folders above it (chmod o+x)"
        done
    done
}
