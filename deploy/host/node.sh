# node.sh: finds a Node.js that is new enough for the console's tools, or fetches one with Debian's npm: Debian 12 itself
# has only Node.js 18. The npm registry holds Node's own programs as packages.

readonly node_version=20.20.2

# find_node: puts it first in PATH where the one in PATH will not do.
find_node() {
    local folder=$cache/node-$node_version
    ! is_new_node || return 0
    [ -x "$folder/bin/node" ] || fetch_node "$folder"
    export PATH=$folder/bin:$PATH
    is_new_node || fail "Node.js $node_version was fetched into '$folder', but it does not run on this machine" \
        "get Node.js 20.19 or newer from https://nodejs.org and put it first in PATH"
}

# is_new_node: whether Vite takes the one in PATH: 20.19 or newer of 20, or 22.12 or newer.
is_new_node() {
    [[ $(node --version 2> /dev/null) =~ ^v([0-9]+)\.([0-9]+) ]] || return 1
    local number=$((BASH_REMATCH[1] * 100 + BASH_REMATCH[2]))
    ((number >= 2019 && number < 2100 || number >= 2212))
}

# fetch_node FOLDER: the folder appears under its name only when it is whole.
fetch_node() {
    say "fetching Node.js $node_version"
    mkdir -p "$cache"
    local work
    work=$(mktemp -d "$cache/node.XXXXXX")
    (
        cd "$work" &&
            npm pack --silent "node-linux-$(node_architecture)@$node_version" > /dev/null &&
            tar -xzf ./*.tgz package/bin/node
    ) || fail "Node.js $node_version could not be fetched; is an npm registry reached from here?" \
        "or get Node.js 20.19 or newer from https://nodejs.org and put it first in PATH"
    mv -T "$work/package" "$1" 2> /dev/null || [ -x "$1/bin/node" ]
    rm -rf "$work"
}

# node_architecture: this machine's, as Node.js names it.
node_architecture() {
    case $(uname -m) in
        x86_64) printf x64 ;;
        aarch64) printf arm64 ;;
        *) uname -m ;;
    esac
}
