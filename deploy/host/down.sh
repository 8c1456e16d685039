# down.sh: stops what 'up' started with this data directory, also when 'up' itself was killed.

plimsoll_down() {
    read_options down "$@"
    local found=no name
    for name in up enforcer center database engine; do
        if pid_of "$name" > /dev/null; then
            found=yes
            say "stopping $([ "$name" = up ] && echo Plimsoll || echo "the $name")"
            # 'up' stops the others itself, each with its own patience.
            end_process "$name" 150
        fi
    done
    give_engine_back "$(recorded_runc)"
    if [ "$found" = no ]; then
        say "Plimsoll does not run with the data in '$data'"
    else
        say "stopped"
    fi
}
