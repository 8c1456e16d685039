# say.sh: how the launcher speaks.

# say TEXT...: one line of progress, with the seconds since the start.
say() {
    printf 'plimsoll [%3d s] %s\n' "$SECONDS" "$*"
}

# fail TEXT...: what happened and what to do next; ends the launcher with 2, "it could not be done".
fail() {
    printf 'plimsoll: %s\n' "$@" >&2
    exit 2
}

usage() {
    cat <<'TEXT'
Usage: ./plimsoll WORD [options]

  up       runs Plimsoll on this host: Command Center, database, and an Enforcer on its container engine
  down     stops what 'up' started and gives the engine back
  rescue   gives the engine back whatever is broken (root, works offline)
  build    builds the programs into dist/, if their sources changed; the other words do it themselves
  test     runs the whole test suite

Every other word is a command of the command line program; './plimsoll --help' lists them.
TEXT
}

# no_options WORD ARGUMENT...: for the words that take none.
no_options() {
    [ $# -eq 1 ] || fail "'$1' takes no options, not '${*:2}'"
}

is_root() {
    [ "$EUID" -eq 0 ]
}
