# java.sh: finds a JDK 25 and sets JAVA_HOME.

readonly java_version=25

find_java() {
    local candidate
    if [ -n "${PLIMSOLL_JAVA_HOME:-}" ]; then
        is_jdk "$PLIMSOLL_JAVA_HOME" || fail "PLIMSOLL_JAVA_HOME is '$PLIMSOLL_JAVA_HOME', which holds no JDK $java_version"
        use_java "$PLIMSOLL_JAVA_HOME"
        return
    fi
    for candidate in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
        if is_jdk "$candidate"; then
            use_java "$candidate"
            return
        fi
    done
    while read -r candidate; do
        candidate=$(dirname "$(dirname "$(readlink -f "$candidate")")")
        if is_jdk "$candidate"; then
            use_java "$candidate"
            return
        fi
    done < <(type -ap java)
    fail "no JDK $java_version was found in JAVA_HOME, in /usr/lib/jvm or in PATH" \
        "get Temurin $java_version from https://adoptium.net, unpack it anywhere and set PLIMSOLL_JAVA_HOME to its folder"
}

# is_jdk DIR: whether it holds a JDK of our version. Every JDK says so in its file 'release'.
is_jdk() {
    [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        [[ $(<"$1/release") == *JAVA_VERSION=\"$java_version* ]]
    else
        [[ $("$1/bin/java" -version 2>&1) == *\"$java_version* ]]
    fi
}

use_java() {
    export JAVA_HOME=$1
}
