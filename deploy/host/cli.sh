# cli.sh: hands over to the command line program.

plimsoll_cli() {
    ! show_help "$@" || exit 0
    find_java
    [ -d "$dist/lib/cli" ] || build_programs 1>&2
    local may_hash='' may_unpack=''
    ! hashes_image "$@" || may_hash=1
    [ "${1:-}" != feed ] || may_unpack=1
    program cli "$dist"
    export PLIMSOLL_JAVA="$JAVA_HOME/bin/java"
    exec "${program[@]}" "$@"
}

# show_help WORD...: shows the page of a command that is only asked for help; fails if it is asked for anything else.
show_help() {
    local page=$dist/share/help/plimsoll
    while [ $# -gt 1 ]; do
        [[ $1 =~ ^[a-z]+$ ]] || return 1
        page+=-$1
        shift
    done
    [ "$1" = --help ] || [ "$1" = -h ] || return 1
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
        page+=.ansi
    else
        page+=.txt
    fi
    [ -r "$page" ] && cat "$page"
}

# hashes_image ARGUMENT...: whether they ask for an image in a file, or one that may be of a registry: of no other transport.
hashes_image() {
    case " $* " in
        *" docker:"* | *" oci:"* | *" dir:"* | *" sbom:"*) return 1 ;;
        *" scan "* | *" sbom "*) ;;
        *) return 1 ;;
    esac
}
