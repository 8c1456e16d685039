# maven.sh: finds Maven, fetching the version that the build wants with the Maven that Debian has.

readonly maven_version=3.9.16

# Where fetched and generated things are kept that every tree on this machine can share.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll

# find_maven: sets 'maven' to the program.
find_maven() {
    maven=$cache/maven-$maven_version/bin/mvn
    [ -x "$maven" ] || fetch_maven
}

# The folder appears under its name only when it is whole.
fetch_maven() {
    say "fetching Maven $maven_version"
    mkdir -p "$cache"
    local work
    work=$(mktemp -d "$cache/maven.XXXXXX")
    (
        cd "$work" &&
            MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" \
                mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
                -Dartifact="org.apache.maven:apache-maven:$maven_version:zip:bin" -DoutputDirectory="$work" &&
            "$JAVA_HOME/bin/jar" --extract --file "apache-maven-$maven_version-bin.zip" &&
            chmod +x "apache-maven-$maven_version/bin/mvn"
    ) || fail "Maven $maven_version could not be fetched; is a Maven repository reached from here?"
    mv -T "$work/apache-maven-$maven_version" "$cache/maven-$maven_version" 2> /dev/null || [ -x "$maven" ]
    rm -rf "$work"
}

# run_maven ARGUMENT...: in the tree, with our JDK.
run_maven() {
    (cd "$tree" && "$maven" "$@")
}
