# services.sh: database, Command Center and Enforcer, each started until it says 'ready' on its standard output.

start_database() {
    start database "starting the database" --programs "$home/lib/postgresql" --data "$data/database" \
        --socket-dir "$data/run/database" --service-user "$(user_of center)"
}

start_center() {
    start center "starting the Command Center" --data "$data/center" --database-socket "$data/run/database" \
        --listen "$listen" --port "$port" --enforcer-port $((port + 1)) \
        --enrolment-file "$data/center/local-enrolment" --registry-program "$home/libexec/plimsoll-registry" \
        --scans "$scans" --audit-online-months "$audit_online_months" --audit-kept-months "$audit_kept_months"
}

start_enforcer() {
    start enforcer "starting the Enforcer on $engine_socket" --data "$data/enforcer" --engine "unix://$engine_socket" \
        --enrol-file "$data/center/local-enrolment" --runc "$engine_runc" --run-dir "$data/run/enforcer"
}

# start NAME TEXT ARGUMENT...
start() {
    local name=$1
    say "$2"
    shift 2
    program "$name" "$home"
    local surroundings=(env -C "$home")
    [ "$name" = center ] || surroundings+=(-u PLIMSOLL_ADMIN_PASSWORD)
    surroundings+=(PLIMSOLL_JAVA="$JAVA_HOME/bin/java")
    launch "$name" "$(user_of "$name")" "${surroundings[@]}" "${program[@]}" "$@"
    wait_for_line "$name" '^ready$' 120
}
