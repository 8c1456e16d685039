# base: debian
# Image 2 of the golden cases: old builds that the security suite still serves. A build that it no longer serves is
# noted, and the newest takes its place.
root=$1
pinned=(
    libc6=2.36-9+deb12u7
    libc-bin=2.36-9+deb12u7
    curl=7.88.1-10+deb12u5
    libcurl4=7.88.1-10+deb12u5
    libxml2=2.9.14+dfsg-1.3~deb12u4
    sudo=1.9.13p3-1+deb12u2
    libexpat1=2.5.0-1+deb12u2
)
rm -f "$root/etc/apt/sources.list"
cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/" 2>/dev/null || cp /etc/apt/sources.list "$root/etc/apt/"
mkdir -p "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
cp /etc/resolv.conf "$root/etc/resolv.conf"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

inside apt-get update
wanted=()
for package in "${pinned[@]}"; do
    name=${package%%=*}
    if inside apt-cache madison "$name" | grep -qF " ${package#*=} "; then
        wanted+=("$package")
    else
        echo "NOTE: $package is no longer served; the image gets the newest $name" >&2
        wanted+=("$name")
    fi
done
inside apt-get install -y --no-install-recommends --allow-downgrades "${wanted[@]}"
inside apt-get clean
rm -rf "$root"/var/lib/apt/lists/*
