# Static busybox and nothing else: the smallest root in which a shell and its tools run.
root=$1
mkdir -p "$root"/{bin,sbin,usr/bin,usr/sbin,etc,root,home/app,dev,proc,sys,run,tmp,var/tmp}
chmod 1777 "$root/tmp" "$root/var/tmp"
cp /bin/busybox "$root/bin/busybox"
chroot "$root" /bin/busybox --install -s
printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n' > "$root/etc/passwd"
printf 'root:x:0:\napp:x:1000:\n' > "$root/etc/group"
chown 1000:1000 "$root/home/app"
