#!/bin/sh
# Compiles plimsoll-runc into target/, and with "tests" the programs that its tests drive. Does nothing when up to date.
#   build.sh [tests]
set -eu
cd "$(dirname "$0")"
mkdir -p target
: "${CC:=gcc}"
warnings="-Wall -Wextra -Wconversion -Wshadow -Werror"
hardening="-O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -static-pie -Wl,-z,relro,-z,now"

# compile OUTPUT INCLUDES SOURCE...: $1 is written only when all went well.
compile() {
    output=$1
    shift
    if [ -e "$output" ] && [ -z "$(find build.sh src/main/c src/test/c -newer "$output")" ]; then return; fi
    # Without -ffile-prefix-map the folder of the build would be part of the program.
    # shellcheck disable=SC2086
    "$CC" -std=c17 -D_GNU_SOURCE $warnings $hardening -ffile-prefix-map="$PWD"=. -Isrc/main/c -o "$output.new" "$@"
    mv "$output.new" "$output"
}

if [ "${1:-}" = tests ]; then
    for source in src/test/c/*.c; do
        compile "target/$(basename "$source" .c)" "$source"
    done
else
    compile target/plimsoll-runc src/main/c/*.c src/main/c/*/*.c
fi
