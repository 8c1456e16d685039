# programs.sh: how each Java program is started, the one place that knows.

# program APP HOME: sets 'program' to the words that start it; its own arguments follow.
# HOME is a folder laid out as dist/. A JDK cache beside the jars is used if it is there (see aot.sh).
program() {
    local app=$1 home=$2 flags main
    case $app in
        cli) flags="-XX:TieredStopAtLevel=1" main=io.plimsoll.cli.Main ;;
        *) fail "there is no program '$app'" ;;
    esac
    # shellcheck disable=SC2206 # flags are words
    program=("$JAVA_HOME/bin/java" -XX:+UseSerialGC $flags -Dplimsoll.home="$home")
    [ -r "$home/lib/$app/$app.aot" ] && program+=(-XX:AOTCache="$home/lib/$app/$app.aot")
    program+=(-cp "$(class_path "$home/lib/$app")" "$main")
}

# class_path DIR: its jars in the order of their names; the JDK cache is used only when the order is always the same.
class_path() {
    local jars=("$1"/*.jar)
    local IFS=:
    printf '%s' "${jars[*]}"
}
