#!/bin/sh
# Compiles one BPF program: compile.sh SOURCE OUTPUT. Same bytes on every machine: no debug sections, no absolute paths.
set -eu
cd "$(dirname "$0")"
command -v clang >/dev/null || { echo "clang is missing: apt-get install clang llvm libbpf-dev" >&2; exit 1; }
mkdir -p "$(dirname "$2")"
# <linux/bpf.h> needs <asm/types.h>, which Debian keeps in a folder per architecture that the bpf target does not know.
clang -O2 -g -target bpf -Wall -Wextra -Werror -fdebug-compilation-dir=. -I"/usr/include/$(uname -m)-linux-gnu" -c "$1" -o "$2"
llvm-strip -g "$2"
