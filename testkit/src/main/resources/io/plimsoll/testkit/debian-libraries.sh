# base: debian
# Libraries of four languages as Debian packs them, and one that somebody put beside them.
root=$1
mkdir -p "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
cp /etc/resolv.conf "$root/etc/resolv.conf"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

inside apt-get update
inside apt-get install -y --no-install-recommends python3-six python3-yaml libcommons-lang3-java node-ms ruby-rack
inside apt-get clean
rm -rf "$root"/var/lib/apt/lists/*
beside="$root/usr/local/lib/python3.11/dist-packages"
mkdir -p "$beside"
cp -r "$root"/usr/lib/python3/dist-packages/six* "$beside/"
