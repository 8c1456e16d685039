# aot.sh: the JDK's ahead-of-time caches, which halve the start of the programs. A cache fits one JDK, one set of jars
# (order, size, time) and one set of flags; the JVM leaves one that does not fit aside without a word.

# train_caches HOME: runs each program once and keeps what the JVM learnt. A program without a cache works too.
train_caches() {
    local work
    work=$(mktemp -d)
    training_image "$1" "$work"
    train_scanner "$1" "$work/image.tar"
    train_center "$1" "$work"
    rm -rf "$work"
}

# train_scanner HOME IMAGE: the scanner has a start script of its own, which knows how to train.
train_scanner() {
    local cache_file=$1/lib/scanner/scanner.aot
    PLIMSOLL_JAVA=$JAVA_HOME/bin/java PLIMSOLL_SCANNER_TRAIN=$cache_file \
        "$1/libexec/plimsoll-scanner" --kind docker-archive --give-layers < "$2" > /dev/null 2> "$1/scanner-training.log" || true
    # The scanner's user is to read it.
    [ ! -e "$cache_file" ] || chmod a+r "$cache_file"
    keep_cache scanner "$1" lib/scanner/scanner.aot
}

# train_cli HOME WORK [ARGUMENT...]: what has to start fast is a scan, so some are made, with the sample feed: of our own
# jars as a folder, and of the training image, which is known the second time. And what is typed most: the lists of the
# Command Center, if the arguments name one.
train_cli() {
    local cli=$1 work=$2 train_into=$1/lib/cli/cli.aot
    shift 2
    program cli "$cli"
    program[-1]=io.plimsoll.cli.TrainingRun
    local feed=(--feed "$cli/share/sample-feed.bundle" --feed-key "$cli/share/sample-feed.pub") asked=()
    [ $# -eq 0 ] || asked=(-- login "$@" --password-stdin -- apply -f "$work/policy.yaml" -- get policies -- get images
        -- get containers -- get hosts -- get audit-events --format json -- logout)
    printf '%s\n' 'kind: AssurancePolicy' 'name: training' 'mode: audit' 'checks: {maximum-severity: high}' > "$work/policy.yaml"
    PLIMSOLL_JAVA=$JAVA_HOME/bin/java XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config "${program[@]}" \
        scan "dir:$cli/lib/cli" "${feed[@]}" \
        -- scan "docker-archive:$work/image.tar" "${feed[@]}" --format json --output "$work/scan.json" \
        -- scan "docker-archive:$work/image.tar" "${feed[@]}" --format cyclonedx \
        -- sbom "docker-archive:$work/image.tar" \
        -- sbom "docker-archive:$work/image.tar" --format spdx \
        "${asked[@]}" <<< "${PLIMSOLL_ADMIN_PASSWORD:-}" > "$cli/cli-training.log" 2>&1 || true
    train_into=
    keep_cache cli "$cli" lib/cli/cli.aot
}

# train_center HOME WORK: starts a Command Center on a database of its own, asks it something, and stops it. The command line
# and an Enforcer are trained with it meanwhile.
train_center() {
    local data port listen=127.0.0.1 scans=1 audit_online_months=3 audit_kept_months=12 home train_into center=()
    local -x PLIMSOLL_ADMIN_PASSWORD
    PLIMSOLL_ADMIN_PASSWORD=$(head -c 24 /dev/urandom | base64)
    data=$(mktemp -d /var/tmp/plimsoll-training.XXXXXX)
    chmod 755 "$data"
    port=$((20000 + RANDOM))
    create_users
    prepare_data
    cp -a "$1/." "$data/app/"
    home=$data/app
    if start_database > /dev/null && train_into=$data/center/center.aot && start_center > /dev/null; then
        center=(--server "https://$listen:$port" --ca "$data/center/ca.crt")
    fi
    train_into=
    train_cli "$1" "$2" "${center[@]}"
    [ ${#center[@]} -eq 0 ] || ! is_root || train_enforcer "$1"
    # The JVM writes the cache while it ends.
    end_process center 300
    end_process database 30
    cp "$data/log/center.log" "$1/center-training.log" || true
    cp -p "$data/center/center.aot" "$1/lib/center/" && chmod a+r "$1/lib/center/center.aot" || true
    rm -rf "$data"
    keep_cache center "$1" lib/center/center.aot
}

# train_enforcer HOME: starts an Enforcer that guards no engine: at its socket nobody listens, and its runtime is a copy that
# nobody runs. Needs the Center of train_center. Only root can, and only root runs one.
train_enforcer() {
    local engine_socket=$data/no-engine.sock engine_runc=$data/runc train_into=$data/enforcer/enforcer.aot
    cp "$(type -P true)" "$engine_runc"
    start_enforcer > /dev/null || true
    end_process enforcer 300
    # It outlives its Enforcer on purpose, and would hold its programs in the kernel.
    end_keeper > /dev/null
    cp "$data/log/enforcer.log" "$1/enforcer-training.log" || true
    cp -p "$train_into" "$1/lib/agent/" || true
    train_into=
    keep_cache enforcer "$1" lib/agent/enforcer.aot
}

# keep_cache NAME HOME FILE: keeps the cache if the JVM takes it. None is no failure, but it is said.
keep_cache() {
    local log=$2/$1-training.log
    if [ -r "$2/$3" ] && cache_fits "$1" "$2" >> "$log" 2>&1; then
        rm -f "$log"
    else
        rm -f "$2/$3"
        say "no start-up cache for '$1': it works, but starts slower; see $log"
    fi
}

# cache_fits NAME HOME: without AOTMode=on the JVM would be silent about it.
cache_fits() (
    [ "$1" != scanner ] || return 0
    program "$1" "$2"
    cd "$2" && "${program[0]}" -XX:AOTMode=on "${program[@]:1:${#program[@]}-2}" -version
)
