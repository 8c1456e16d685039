# programs.sh: how each Java program is started, the one place that knows.

# program NAME HOME: sets 'program' to the words that start it; its own arguments follow.
# HOME is a folder laid out as dist/, and the one to start it in. A JDK cache beside the jars is used if it is there; while
# one is being made, 'train_into' names its file (see aot.sh). 'may_hash' says that the command line hashes an image
# itself, 'may_unpack' that it reads files of upstreams.
program() {
    local name=$1 home=$2 app main flags=()
    case $name in
        cli)
            app=cli main=io.plimsoll.cli.Main
            # Short commands start best without the second compiler; an image is decrypted and hashed five times as fast with
            # it. The JDK cache is of runs without it, and its record of them keeps the JVM from ever calling on it.
            flags=(-XX:+UseSerialGC)
            if [ -n "${may_hash:-}" ]; then
                flags+=(-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining)
            else
                flags+=(-XX:TieredStopAtLevel=1)
            fi
            # What unpacks zstd is a native library. The JDK cache is of runs without it, and the JVM would complain aloud.
            [ -z "${may_unpack:-}" ] || flags+=(--enable-native-access=ALL-UNNAMED)
            ;;
        scanner)
            app=scanner main=io.plimsoll.scanner.Main
            flags=(-XX:+UseSerialGC)
            ;;
        database)
            app=center main=io.plimsoll.center.server.DatabaseMain
            flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m)
            ;;
        center)
            app=center main=io.plimsoll.center.Main
            # Enough for the lists of 10,000 images and 20,000 events a second, and no more ('./benchmarks/run lists'). What
            # the JDK cache remembers of hot methods would keep the second compiler busy for seconds at every start.
            flags=(-XX:+UseSerialGC -Xms64m -Xmx272m -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30 -XX:+UseCompactObjectHeaders
                -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining -XX:+ExitOnOutOfMemoryError)
            ;;
        enforcer)
            # Only the native room may leave the JVM's walls. Its path is a relative one because a JDK cache asks for the
            # very words of the module path: it is trained in another folder than it is used in.
            app=agent main=io.plimsoll.enforcer.Main
            # Small and steady: a young generation that is used again instead of growing, and no more of netty's buffers
            # than one conversation with the Center needs ('./benchmarks/run enforcer-memory').
            flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmx96m -Xmn10m -XX:MinHeapFreeRatio=15
                -XX:MaxHeapFreeRatio=30 -Xss512k -XX:+UseCompactObjectHeaders -Dio.netty.allocator.numHeapArenas=1 -Dio.netty.allocator.numDirectArenas=1
                -Dio.netty.allocator.maxOrder=4
                -XX:+ExitOnOutOfMemoryError --module-path "$(cd "$home" && echo lib/agent/plimsoll-enforcer-kernel-*.jar)"
                --add-modules io.plimsoll.enforcer.kernel
                --enable-native-access=io.plimsoll.enforcer.kernel --illegal-native-access=deny)
            ;;
        *) fail "there is no program '$name'" ;;
    esac
    program=("$JAVA_HOME/bin/java" "${flags[@]}" -Dplimsoll.home="$home")
    if [ -n "${train_into:-}" ]; then
        program+=(-XX:AOTCacheOutput="$train_into")
    elif [ -r "$home/lib/$app/$name.aot" ] && [ -z "${may_unpack:-}" ]; then
        program+=(-XX:AOTCache="$home/lib/$app/$name.aot")
    fi
    program+=(-cp "$(class_path "$home/lib/$app")" "$main")
}

# class_path DIR: its jars in the order of their names; the JDK cache is used only when the order is always the same.
class_path() {
    local jars=("$1"/*.jar)
    local IFS=:
    printf '%s' "${jars[*]}"
}
