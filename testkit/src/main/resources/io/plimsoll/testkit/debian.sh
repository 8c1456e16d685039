# Image 1 of the golden cases: Debian 12 from the main suite only. The security suite is newer for some of these
# packages, so findings are real.
root=$1
debootstrap --variant=minbase --include=ca-certificates,openssl,curl bookworm "$root"
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
