# build.sh: builds the programs into dist/{lib/APP,libexec}, when their sources changed.

dist=$tree/dist

# The programs, each with the modules that it is the packed form of.
readonly app_modules='
cli      cli
scanner  scanner
agent    enforcer/agent
center   command-center
center   console
'

plimsoll_build() {
    no_options build "$@"
    build_programs
}

# build_programs: makes dist/ anew if it is not made from these sources; several calls at once wait for each other.
build_programs() {
    exec {build_lock}> "$tree/.build.lock"
    flock "$build_lock"
    find_java
    local wanted
    wanted=$(fingerprint)
    if [ "$(cat "$dist/fingerprint" 2> /dev/null)" != "$wanted" ]; then
        need_packages build
        find_node
        find_maven
        say "building"
        rm -rf "$dist.new"
        compile
        assemble "$dist.new"
        modernise_classes "$dist.new"
        unpack_database "$dist.new"
        build_sample_bundle "$dist.new"
        build_help_pages "$dist.new"
        say "preparing fast starts"
        train_caches "$dist.new"
        printf '%s\n' "$wanted" > "$dist.new/fingerprint"
        rm -rf "$dist"
        mv "$dist.new" "$dist"
        say "built into $dist"
    fi
    exec {build_lock}>&-
}

# fingerprint: one digest over all that the programs are made from, the JDK included, for their caches fit no other.
# Tests, texts and the generated client of the console are not among it.
fingerprint() {
    (
        cd "$tree" &&
            find . \( -name .git -o -name target -o -name node_modules -o -path ./dist -o -path ./dist.new -o -path ./docs \
                -o -path '*/src/test' -o -path ./console/test -o -path ./testkit -o -path ./e2e -o -path ./architecture \
                -o -path ./benchmarks \) -prune \
                -o -type f ! -name '*.md' ! -name .build.lock ! -path ./console/src/api/schema.d.ts -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum "$JAVA_HOME/release" | sha256sum | cut -d' ' -f1
    )
}

# compile: packs every program's module, with the libraries that it needs beside it. Format and tests are for 'test'.
compile() {
    local module modules
    mapfile -t modules < <(awk 'NF { print $2 }' <<< "$app_modules")
    modules+=(enforcer/shim)
    # Nothing of an earlier build may slip in.
    for module in "${modules[@]}"; do
        rm -rf "$tree/$module/target/dependency" "$tree/$module"/target/*.jar
    done
    run_maven -q -T 2 -pl "$(IFS=, && printf '%s' "${modules[*]}")" -am -Dmaven.test.skip=true -DskipTests -Dspotless.check.skip=true \
        package dependency:copy-dependencies -DincludeScope=runtime ||
        fail "the build failed; what Maven said is above"
}

# assemble DIR
assemble() {
    local app module
    mkdir -p "$1/libexec"
    while read -r app module; do
        [ -n "$app" ] || continue
        mkdir -p "$1/lib/$app" "$tree/$module/target/dependency"
        find "$tree/$module/target" "$tree/$module/target/dependency" -maxdepth 1 -name '*.jar' \
            -exec cp -p -t "$1/lib/$app" {} +
    done <<< "$app_modules"
    cp -p "$tree/scanner/src/dist/plimsoll-scanner" "$tree/scanner/src/dist/plimsoll-registry" "$1/libexec/"
    mkdir -p "$1/share"
    cp -pR "$tree/cyber-intelligence/feeds/src/dist/sample-feed" "$1/share/"
    # The scanner may write no file, so its native library is unpacked here.
    (cd "$1/lib/scanner" && "$JAVA_HOME/bin/jar" --extract --file zstd-jni-*.jar "linux/$(zstd_architecture)/") &&
        mv "$1/lib/scanner/linux/$(zstd_architecture)"/libzstd-jni-*.so "$1/lib/scanner/libzstd-jni.so" &&
        rm -r "$1/lib/scanner/linux"
    cp -p "$tree/enforcer/shim/target/plimsoll-runc" "$tree/enforcer/shim/src/dist/plimsoll-shim" "$1/libexec/"
}

# modernise_classes HOME: makes the library that reads options fit for a start-up cache.
modernise_classes() {
    local jar
    program cli "$1"
    program[-1]=io.plimsoll.cli.NewerClasses
    for jar in "$1"/lib/cli/picocli-*.jar; do
        "${program[@]}" "$jar" "$jar.new" ||
            fail "$jar could not be written anew; what Java said is above"
        touch -r "$jar" "$jar.new"
        mv "$jar.new" "$jar"
    done
}

# unpack_database HOME: what runs the database is the build's, not the database user's to change.
unpack_database() {
    program center "$1"
    program[-1]=io.plimsoll.center.server.DatabaseUnpackMain
    "${program[@]}" "$1/lib/postgresql" || fail "PostgreSQL could not be unpacked; what Java said is above"
    rm "$1"/lib/center/embedded-postgres-binaries-*.jar
}

# build_sample_bundle HOME: what a Command Center knows before anybody gives it a bundle. Nobody keeps its key.
build_sample_bundle() {
    local work
    work=$(mktemp -d)
    program cli "$1"
    "${program[@]}" feed build --from "$1/share/sample-feed" --key "$work/key" --output "$1/share/sample-feed.bundle" \
        > "$work/log" || fail "the sample bundle could not be made; what the command line said is above"
    cp "$work/key.pub" "$1/share/sample-feed.pub"
    rm -rf "$work"
}

# build_help_pages HOME: what commands say when they are asked for help, to be shown without a JVM (cli.sh).
build_help_pages() {
    program cli "$1"
    program[-1]=io.plimsoll.cli.HelpPages
    "${program[@]}" "$1/share/help" ||
        fail "the help pages could not be made; what the command line said is above"
}

# zstd_architecture: this machine's, as zstd-jni names it.
zstd_architecture() {
    case $(uname -m) in
        x86_64) printf amd64 ;;
        *) uname -m ;;
    esac
}
