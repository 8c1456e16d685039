# cli.sh: hands over to the command line program.

plimsoll_cli() {
    find_java
    [ -d "$dist/lib/cli" ] || build_programs 1>&2
    program cli "$dist"
    export PLIMSOLL_JAVA="$JAVA_HOME/bin/java"
    exec "${program[@]}" "$@"
}
