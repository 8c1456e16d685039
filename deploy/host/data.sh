# data.sh: the data directory.
#
#   app/        the programs, as they were built last (root only; other users may be unable to read the source tree)
#   center/     Command Center: keys, first password     plimsoll-center
#   database/   PostgreSQL                               plimsoll-database
#   enforcer/   Enforcer: keys, policies, events         root
#   engine/     a container engine of our own, if the host runs none
#   log/        what the programs say
#   run/        who runs, and the sockets of database and Enforcer
#   rescue.log  what 'rescue' did; the Enforcer reports it

prepare_data() {
    mkdir -p "$data" || fail "'$data' cannot be made; name another place with --data DIR"
    folder app root 755
    folder log root 755
    folder run root 755
    folder enforcer root 700
    folder center center 700
    folder database database 700
    folder run/enforcer root 700
    folder run/database database 750
    # The Center reaches the database's socket as a member of the folder's group.
    ! is_root || chown plimsoll-database:plimsoll-center "$data/run/database"
}

# folder NAME PROGRAM MODE
folder() {
    mkdir -p "$data/$1"
    chmod "$3" "$data/$1"
    ! is_root || chown "$(user_of "$2"):" "$data/$1"
}

# install_programs: sets 'home' to where the programs run from.
install_programs() {
    home=$dist
    is_root || return 0
    home=$data/app
    if ! cmp -s "$dist/fingerprint" "$home/fingerprint"; then
        say "installing the programs into $home"
        rm -rf "$home.new"
        # Times are kept: the start-up caches are valid for these very files.
        cp -a "$dist" "$home.new"
        # 'down' and 'rescue' work from here when the source tree is gone.
        mkdir "$home.new/deploy"
        cp -a "$tree/plimsoll" "$home.new/"
        cp -a "$tree/deploy/host" "$home.new/deploy/"
        chown -R root:root "$home.new"
        chmod -R a+rX,go-w "$home.new"
        rm -rf "$home"
        mv "$home.new" "$home"
    fi
}
