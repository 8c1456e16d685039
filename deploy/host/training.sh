# training.sh: the image that the programs are trained with (aot.sh). What a scan of it does not touch has to be loaded and
# linked in every scan, so it holds a little of all that most images hold, and what the sample feed has advisories about.

# training_image HOME WORK: makes WORK/image.tar, an image of three layers as 'docker save' writes one: a distribution, an
# application with the jars of HOME's command line, and a compressed one that takes something away again.
training_image() {
    local home=$1 work=$2 layer digest entries='' diff_ids=''
    mkdir -p "$work/image" "$work/1" "$work/2" "$work/3"
    training_distribution "$work/1"
    training_application "$home" "$work/2"
    mkdir -p "$work/3/opt/app"
    : > "$work/3/opt/app/.wh.debug.jar"
    for layer in 1 2 3; do
        tar -cf "$work/image/layer" --owner 0 --group 0 -C "$work/$layer" .
        digest=$(sha256sum "$work/image/layer" | cut -d' ' -f1)
        if [ "$layer" = 3 ]; then
            gzip -nc "$work/image/layer" > "$work/image/$digest.tar"
            rm "$work/image/layer"
        else
            mv "$work/image/layer" "$work/image/$digest.tar"
        fi
        entries+=${entries:+,}\"$digest.tar\"
        diff_ids+=${diff_ids:+,}\"sha256:$digest\"
    done
    printf '{"architecture":"amd64","os":"linux","config":{"User":"app","Env":["PATH=/usr/bin"],"Cmd":["/opt/app/start"],"Labels":{"maintainer":"a team"}},"history":[{"created_by":"ADD rootfs"},{"created_by":"COPY app"},{"created_by":"RUN rm"}],"rootfs":{"type":"layers","diff_ids":[%s]}}' \
        "$diff_ids" > "$work/image/config.json"
    printf '[{"Config":"config.json","RepoTags":["training:1"],"Layers":[%s]}]' "$entries" > "$work/image/manifest.json"
    (cd "$work/image" && tar -cf "$work/image.tar" manifest.json config.json ./*.tar --transform 's,^\./,,')
}

# training_distribution ROOT: packages of Debian with their files, programs in machine code, and files that are risky.
training_distribution() {
    local root=$1 name info=$1/var/lib/dpkg/info
    mkdir -p "$root/etc" "$root/usr/bin" "$root/usr/lib" "$root/usr/share/doc/bash" "$root/var/lib/dpkg/status.d" "$info" "$root/tmp"
    printf 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n' > "$root/usr/lib/os-release"
    ln -s ../usr/lib/os-release "$root/etc/os-release"
    printf 'root:x:0:0:root:/root:/bin/bash\n' > "$root/etc/passwd"
    for name in bash tar gzip; do
        cp "$(type -P "$name")" "$root/usr/bin/$name"
        chmod 755 "$root/usr/bin/$name"
        printf 'Package: %s\nStatus: install ok installed\nPriority: required\nSection: utils\nMaintainer: Someone <someone@example.org>\nArchitecture: amd64\nSource: glibc (2.36-1)\nVersion: 1.0-1\nDepends: libc6 (>= 2.36)\nDescription: trains the scanner\n It is not installed anywhere.\n\n' \
            "$name" >> "$root/var/lib/dpkg/status"
        printf '/.\n/usr\n/usr/bin\n/usr/bin/%s\n' "$name" > "$info/$name.list"
        md5sum "$root/usr/bin/$name" | sed "s, .*,  usr/bin/$name," > "$info/$name.md5sums"
    done
    cp "$root/usr/bin/gzip" "$root/usr/bin/as-root"
    chmod 4755 "$root/usr/bin/as-root"
    ln "$root/usr/bin/tar" "$root/usr/bin/tar-too"
    printf 'License: GPL-3+\n' > "$root/usr/share/doc/bash/copyright"
    chmod 777 "$root/tmp"
    # Whatever a text may hold that has to be looked at twice.
    printf 'nameserver 192.0.2.1\nkey = value\nid 0123456789 4111%s 2026-01-02 -----BEGIN %s-----\n' 111111111111 CERTIFICATE > "$root/etc/some.conf"
}

# training_application HOME ROOT: libraries of Java, JavaScript and Python, a script, and a file with a password in it.
training_application() {
    local root=$2 python=$2/usr/lib/python3/dist-packages/sample-1.0.dist-info node=$2/opt/app/node_modules/lodash
    mkdir -p "$root/opt/app" "$python" "$node"
    cp "$1"/lib/cli/*.jar "$root/opt/app/"
    cp "$1"/lib/cli/picocli-*.jar "$root/opt/app/debug.jar"
    [ ! -f "$1/lib/scanner/libzstd-jni.so" ] || cp "$1/lib/scanner/libzstd-jni.so" "$root/opt/app/"
    cp "$JAVA_HOME/bin/java" "$root/opt/app/java"
    printf '#!/bin/sh\nexec /opt/app/java -jar /opt/app/app.jar\n' > "$root/opt/app/start"
    chmod 755 "$root/opt/app/start"
    printf 'DB_PASSWORD=%s\nNAME=sample\n' changeme > "$root/opt/app/.env"
    printf '{"name":"lodash","version":"4.17.15","license":"MIT","dependencies":{}}' > "$node/package.json"
    printf 'module.exports = 1;\n' > "$node/index.js"
    printf 'Metadata-Version: 2.1\nName: sample\nVersion: 1.0\nLicense: MIT\nClassifier: License :: OSI Approved\n\nText.\n' > "$python/METADATA"
    printf 'sample/__init__.py,sha256=abc,10\n' > "$python/RECORD"
}
