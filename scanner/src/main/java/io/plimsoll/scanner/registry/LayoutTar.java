package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Writes an OCI image layout as a tar, part by part as they come.
final class LayoutTar {
    private final TarWriter tar;
    private final Set<String> written = new HashSet<>();

    LayoutTar(OutputStream out) {
        this.tar = new TarWriter(out);
    }

    /// The two documents that lead to the image.
    ///
    /// @param name of the image; it needs no escape in JSON
    void begin(FetchedDocument manifest, RegistryReference name) throws IOException {
        file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        file("index.json", """
                {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "digest":"%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}
                """.formatted(manifest.digest(), manifest.size(), name));
        document(manifest);
    }

    void document(FetchedDocument document) throws IOException {
        file(file(document.digest()), document.bytes());
    }

    /// Whether a blob is in the tar already. What an image has twice is written once.
    boolean has(Digest blob) {
        return written.contains(file(blob));
    }

    /// A layer that is not there yet: the next one of these.
    void layer(Descriptor blob, LayerDownloads downloads) throws IOException {
        written.add(file(blob.digest()));
        begin(file(blob.digest()), blob.size());
        downloads.writeNext(tar.content());
        tar.endContent(blob.size());
    }

    void end() throws IOException {
        tar.end();
    }

    private static String file(Digest blob) {
        return "blobs/sha256/" + blob.hex();
    }

    private void file(String name, String text) throws IOException {
        file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void file(String name, byte[] content) throws IOException {
        if (written.add(name)) {
            begin(name, content.length);
            tar.write(content, 0, content.length);
            tar.endContent(content.length);
        }
    }

    private void begin(String name, long size) throws IOException {
        tar.begin(new TarEntry(TarEntry.Kind.FILE, name, "", size, 0644, "", false));
    }
}
