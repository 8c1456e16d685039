package io.plimsoll.center.registries;

import io.plimsoll.model.Digest;
import io.plimsoll.testkit.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An image with one package of npm, `lodash`, in one layer, as it is pushed.
///
/// @param version of the package
record PushedImage(String version) {
    private static final String TYPE = "application/vnd.oci.image.";

    /// The id of the image.
    Digest id() {
        return Digest.of(configuration());
    }

    /// @return the digest of the manifest
    Digest push(TestRegistry registry, String authorization, String repository, String tag) {
        byte[] layer = gzip(layer());
        registry.pushBlob(repository, layer, authorization);
        registry.pushBlob(repository, configuration(), authorization);
        String manifest = """
                {"schemaVersion":2,"mediaType":"%smanifest.v1+json",
                 "config":{"mediaType":"%sconfig.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"%slayer.v1.tar+gzip","digest":"%s","size":%d}]}""".formatted(TYPE, TYPE, id(), configuration().length, TYPE, Digest.of(layer), layer.length);
        return registry.pushManifest(repository, tag, TYPE + "manifest.v1+json", manifest, authorization);
    }

    private byte[] configuration() {
        return """
                {"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","config":{"User":"app"},
                 "rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(Digest.of(layer())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] layer() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] content = "{\"name\":\"lodash\",\"version\":\"%s\"}"
                    .formatted(version)
                    .getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry("app/node_modules/lodash/package.json");
            entry.setSize(content.length);
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
