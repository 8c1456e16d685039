package io.plimsoll.scanner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes small layers with a little of everything that a scan looks at, right and wrong, at few places, no two
/// of them equal, so that layers replace and hide each other's files.
final class RandomLayer {
    private static final String KEY = "MIIEpAIBAAKCAQEA0Zk7bXq1vJf3hT5nW9yRcL2mPsUe8aGdKiOxVwB4tYzN6jHlCq".repeat(4);

    private static final List<String> FOLDERS = List.of("", "app/", "app/lib/", "usr/share/");

    private final Random random;
    private int made;

    RandomLayer(Random random) {
        this.random = random;
    }

    byte[] next() {
        TarBytes tar = new TarBytes().file("made/layer" + made++, "");
        for (int left = random.nextInt(12); left > 0; left--) {
            add(tar);
        }
        return tar.end();
    }

    private void add(TarBytes tar) {
        String folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
        String version = "1." + random.nextInt(3);
        switch (random.nextInt(20)) {
            case 0 -> tar.file(folder + "run" + random.nextInt(3), 0755, utf8("#!/bin/sh\necho " + version));
            case 1 -> tar.file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
            case 2 ->
                tar.file(
                        "var/lib/dpkg/status",
                        "Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: %s-1\n\n"
                                .formatted(version));
            case 3 -> tar.file("var/lib/dpkg/info/curl.list", "/usr/bin/curl\n");
            case 4 -> tar.file("lib/apk/db/installed", "P:musl\nV:" + version + "-r0\nA:x86_64\n\nP:../evil\nV:1\n\n");
            case 5 ->
                tar.file(
                        folder + "node_modules/ms/package.json",
                        "{\"name\":\"ms\",\"version\":\"%s.0\"}".formatted(version));
            case 6 -> tar.file(folder + "node_modules/bad/package.json", "{\"name\":");
            case 7 ->
                tar.file(
                        "usr/lib/python3/site-packages/six-%s.dist-info/METADATA".formatted(version),
                        "Metadata-Version: 2.1\nName: six\nVersion: " + version + "\n");
            case 8 ->
                tar.file(
                        "usr/lib/ruby/gems/3.1.0/specifications/rack-2.gemspec",
                        "s.name = \"rack\"\ns.version = \"%s\"\n".formatted(version));
            case 9 -> tar.file(folder + "log.jar", 0644, jar(version));
            case 10 -> tar.symbolicLink(folder + "link" + random.nextInt(2), "../app/run" + random.nextInt(3));
            case 11 -> tar.hardLink(folder + "hard", folder + "run" + random.nextInt(3));
            case 12 -> tar.file(folder + ".wh.run" + random.nextInt(3), "");
            case 13 -> tar.file(folder + ".wh..wh..opq", "");
            case 14 -> tar.file("../outside", "x");
            case 16 -> tar.file(folder + "risky", 04757, utf8("#!/bin/sh\n" + version));
            case 17 -> tar.file(folder + "cards.txt", "number 4111 1111 1111 1111 and 5555555555554444\n");
            case 18 ->
                tar.file(
                        folder + "id_rsa",
                        "-----BEGIN RSA PRIVATE KEY-----\n" + KEY + "\n-----END RSA PRIVATE KEY-----\n");
            case 15 -> tar.file("usr/bin/dpkg", 0755, utf8("\177ELF"));
            default -> tar.directory(folder + "data/");
        }
    }

    private static byte[] jar(String version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/org.shop/log/pom.properties"));
            zip.write(utf8("artifactId=log\ngroupId=org.shop\nversion=" + version + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
