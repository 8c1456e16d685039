# aot.sh: the JDK's ahead-of-time caches, which halve the start of the programs. A cache fits one JDK, one set of jars
# (order, size, time) and one set of flags; the JVM leaves one that does not fit aside without a word.

# train_caches HOME: runs each program once and keeps what the JVM learnt. A program without a cache works too.
train_caches() {
    train cli "$1" --help
}

# train APP HOME ARGUMENT...: one run of the program with these arguments.
train() {
    local app=$1 home=$2
    local cache_file=$home/lib/$app/$app.aot log=$home/$app-training.log
    shift 2
    program "$app" "$home"
    "${program[0]}" -XX:AOTCacheOutput="$cache_file" "${program[@]:1}" "$@" > "$log" 2>&1 || true
    if [ -r "$cache_file" ] && cache_fits "$app" "$home" >> "$log" 2>&1; then
        rm -f "$log"
    else
        say "no start-up cache for '$app': it works, but starts slower; see $log"
    fi
}

# cache_fits APP HOME: whether the JVM takes the cache; without AOTMode=on it would say nothing.
cache_fits() {
    program "$1" "$2"
    "${program[0]}" -XX:AOTMode=on "${program[@]:1:${#program[@]}-2}" -version
}
