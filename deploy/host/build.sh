# build.sh: builds the programs into dist/{lib/APP,libexec}, when their sources changed.

dist=$tree/dist

# The programs, each with the module that it is the packed form of.
readonly app_modules='
cli      cli
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
        find_maven
        say "building"
        rm -rf "$dist.new"
        compile
        assemble "$dist.new"
        train_caches "$dist.new"
        printf '%s\n' "$wanted" > "$dist.new/fingerprint"
        rm -rf "$dist"
        mv "$dist.new" "$dist"
        say "built into $dist"
    fi
    exec {build_lock}>&-
}

# fingerprint: one digest over all that the programs are made from, the JDK included, for their caches fit no other.
# Tests and texts are not among it.
fingerprint() {
    (
        cd "$tree" &&
            find . \( -name .git -o -name target -o -name node_modules -o -path ./dist -o -path ./dist.new -o -path ./docs \
                -o -path '*/src/test' -o -path ./testkit -o -path ./e2e -o -path ./benchmarks \) -prune \
                -o -type f ! -name '*.md' ! -name .build.lock -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum "$JAVA_HOME/release" | sha256sum | cut -d' ' -f1
    )
}

# compile: packs every program's module, with the libraries that it needs beside it. Format and tests are for 'test'.
compile() {
    local app module modules=()
    while read -r app module; do
        [ -z "$app" ] || modules+=("$module")
    done <<< "$app_modules"
    rm -rf "${modules[@]/%//target/dependency}"
    local IFS=,
    run_maven -q -pl "${modules[*]}" -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
        package dependency:copy-dependencies -DincludeScope=runtime ||
        fail "the build failed; what Maven said is above"
}

# assemble DIR
assemble() {
    local app module
    while read -r app module; do
        [ -n "$app" ] || continue
        mkdir -p "$1/lib/$app"
        cp -p "$tree/$module"/target/*.jar "$1/lib/$app/"
        cp -p "$tree/$module"/target/dependency/*.jar "$1/lib/$app/"
    done <<< "$app_modules"
}
