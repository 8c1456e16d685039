# aot.sh: the JDK's ahead-of-time caches, which halve the start of the programs. A cache fits one JDK, one set of jars
# (order, size, time) and one set of flags; the JVM leaves one that does not fit aside without a word.

# train_caches HOME: runs each program once and keeps what the JVM learnt. A program without a cache works too.
train_caches() {
    train cli "$1" --help
    train_scanner "$1"
}

# train_scanner HOME: the scanner has a start script of its own, which knows how to train; it scans its own jars here.
train_scanner() {
    local cache_file=$1/lib/scanner/scanner.aot log=$1/scanner-training.log
    tar -c -C "$1" lib/cli | PLIMSOLL_JAVA=$JAVA_HOME/bin/java PLIMSOLL_SCANNER_TRAIN=$cache_file \
        "$1/libexec/plimsoll-scanner" --kind rootfs > /dev/null 2> "$log" || true
    # The scanner's user is to read it.
    [ ! -e "$cache_file" ] || chmod a+r "$cache_file"
    note_cache scanner "$cache_file" "$log"
}

# train NAME HOME ARGUMENT...: one run of the program with these arguments.
train() {
    local name=$1 home=$2
    local cache_file log=$home/$name-training.log
    shift 2
    program "$name" "$home"
    cache_file=$(dirname "${program[-2]%%:*}")/$name.aot
    "${program[0]}" -XX:AOTCacheOutput="$cache_file" "${program[@]:1}" "$@" > "$log" 2>&1 || true
    cache_fits "$name" "$home" >> "$log" 2>&1 || rm -f "$cache_file"
    note_cache "$name" "$cache_file" "$log"
}

# note_cache NAME FILE LOG: no cache is no failure, but it is said.
note_cache() {
    if [ -r "$2" ]; then
        rm -f "$3"
    else
        say "no start-up cache for '$1': it works, but starts slower; see $3"
    fi
}

# cache_fits NAME HOME: whether the JVM takes the cache; without AOTMode=on it would say nothing.
cache_fits() {
    program "$1" "$2"
    "${program[0]}" -XX:AOTMode=on "${program[@]:1:${#program[@]}-2}" -version
}
