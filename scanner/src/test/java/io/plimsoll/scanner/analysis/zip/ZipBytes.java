package io.plimsoll.scanner.analysis.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes zip archives for tests.
public final class ZipBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(out);

    public ZipBytes file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public ZipBytes file(String name, byte[] content) {
        return add(new ZipEntry(name), content);
    }

    public ZipBytes stored(String name, byte[] content) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        return add(entry, content);
    }

    /// A class that nobody will read.
    public ZipBytes type(String name) {
        return file(name + ".class", "\u00ca\u00fe");
    }

    /// The properties that Maven puts into a jar.
    public ZipBytes maven(String group, String artifact, String version) {
        return file(
                "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
                "#Created by Maven\nartifactId=%s\ngroupId=%s\nversion=%s\n".formatted(artifact, group, version));
    }

    public byte[] end() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private ZipBytes add(ZipEntry entry, byte[] content) {
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
