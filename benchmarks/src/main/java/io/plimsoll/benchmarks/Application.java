package io.plimsoll.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The files of an application that grew over years: npm, Maven and Python packages in one layer, programs, models and
/// texts in another. Numbers of files and their sizes are those of images that people run; the content is drawn from a
/// seed and the same on every machine with the same JDK.
final class Application {
    /// To be raised with whatever changes what is written: archives are kept under it.
    static final int EDITION = 1;

    private static final int NPM_PACKAGES = 800;
    private static final int NPM_FILES = 25;
    private static final int PYTHON_PACKAGES = 200;
    private static final int PYTHON_FILES = 30;
    private static final int FAT_JARS = 3;
    private static final int JARS = 50;
    private static final int CLASSES = 150;
    private static final int PROGRAMS = 230;
    private static final int DATA_FILES = 500;

    private final SplittableRandom random;

    Application(long seed) {
        random = new SplittableRandom(seed);
    }

    void writeLibraries(Path root) {
        for (int i = 0; i < NPM_PACKAGES; i++) {
            Path folder = root.resolve("app/web/node_modules/package-" + i);
            write(folder.resolve("package.json"), """
                    {"name": "package-%d", "version": "%s", "license": "MIT", "main": "index.js"}
                    """.formatted(i, version()).getBytes(StandardCharsets.UTF_8));
            for (int j = 0; j < NPM_FILES; j++) {
                write(folder.resolve("lib/file-" + j + ".js"), text(random.nextInt(500, 9_500)));
            }
        }
        for (int i = 0; i < PYTHON_PACKAGES; i++) {
            Path folder = root.resolve("usr/lib/python3/dist-packages");
            write(folder.resolve("module_" + i + "-" + i + ".0.dist-info/METADATA"), """
                    Metadata-Version: 2.1
                    Name: module-%d
                    Version: %s
                    """.formatted(i, version())
                    .getBytes(StandardCharsets.UTF_8));
            for (int j = 0; j < PYTHON_FILES; j++) {
                write(folder.resolve("module_" + i + "/part_" + j + ".py"), text(random.nextInt(500, 12_000)));
            }
        }
        for (int i = 0; i < FAT_JARS; i++) {
            write(root.resolve("app/service-" + i + ".jar"), fatJar(i));
        }
    }

    void writeFiles(Path root) {
        for (int i = 0; i < PROGRAMS; i++) {
            Path program = root.resolve("opt/tools/bin/program-" + i);
            write(program, program(1 << random.nextInt(17, 25)));
            executable(program);
        }
        for (int i = 0; i < DATA_FILES; i++) {
            write(root.resolve("srv/data/part-" + i + ".csv"), text(random.nextInt(200_000, 800_000)));
        }
    }

    private String version() {
        return random.nextInt(1, 9) + "." + random.nextInt(20) + "." + random.nextInt(30);
    }

    /// Words of a small language: it compresses about as well as source text.
    private byte[] text(int length) {
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            int word = random.nextInt(2_000);
            text.append("word").append(Integer.toString(word * word, 36)).append(word % 9 == 0 ? '\n' : ' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] program(int length) {
        byte[] bytes = noise(length);
        byte[] head = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0, 1, 0, 0, 0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A Spring Boot jar: its libraries lie inside uncompressed.
    private byte[] fatJar(int number) {
        return zip(out -> {
            for (int i = 0; i < JARS; i++) {
                store(out, "BOOT-INF/lib/library-" + number + "-" + i + ".jar", jar("library-" + number + "-" + i));
            }
        });
    }

    private byte[] jar(String name) {
        return zip(out -> {
            out.putNextEntry(entry("META-INF/maven/org.example/" + name + "/pom.properties"));
            out.write("groupId=org.example\nartifactId=%s\nversion=%s\n"
                    .formatted(name, version())
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < CLASSES; i++) {
                out.putNextEntry(entry("org/example/Class" + i + ".class"));
                byte[] code = text(random.nextInt(1_000, 12_000));
                System.arraycopy(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe}, 0, code, 0, 4);
                out.write(code);
            }
        });
    }

    private static byte[] zip(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = entry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void executable(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What goes into a zip.
    private interface Content {
        void writeTo(ZipOutputStream out) throws IOException;
    }
}
