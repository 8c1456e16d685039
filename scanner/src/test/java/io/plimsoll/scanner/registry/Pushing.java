package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.archive.Json;
import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarReader;
import io.plimsoll.testkit.TestRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts sample images into a registry of a test.
record Pushing(TestRegistry registry, String authorization) {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    /// An image as a registry keeps it: what is in an OCI layout, by digest.
    record Parts(String manifest, Map<String, byte[]> blobs) {
        static Parts of(SampleImage image) throws IOException {
            TarReader tar = new TarReader(new ByteArrayInputStream(image.ociLayout(SampleImage::gzip)));
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                files.put(entry.name(), tar.content().readAllBytes());
            }
            String digest = Json.parse(files.getOrDefault("index.json", new byte[0]))
                    .field("manifests")
                    .items()
                    .getFirst()
                    .field("digest")
                    .text();
            Map<String, byte[]> blobs = new LinkedHashMap<>();
            files.forEach((name, content) -> {
                if (name.startsWith("blobs/sha256/")) {
                    blobs.put("sha256:" + name.substring("blobs/sha256/".length()), content);
                }
            });
            byte[] manifest = blobs.getOrDefault(digest, new byte[0]);
            blobs.remove(digest);
            return new Parts(new String(manifest, StandardCharsets.UTF_8), blobs);
        }
    }

    Digest image(String repository, String version, SampleImage image) throws IOException {
        Parts parts = Parts.of(image);
        parts.blobs().values().forEach(blob -> registry.pushBlob(repository, blob, authorization));
        return registry.pushManifest(repository, version, MANIFEST, parts.manifest(), authorization);
    }

    /// An index of images by platform, as `os/architecture/variant`.
    Digest index(String repository, String tag, Map<String, SampleImage> byPlatform) throws IOException {
        List<String> entries = new ArrayList<>();
        for (var one : byPlatform.entrySet()) {
            String manifest = Parts.of(one.getValue()).manifest();
            Digest digest = Digest.of(manifest.getBytes(StandardCharsets.UTF_8));
            image(repository, digest.toString(), one.getValue());
            Platform platform = Platform.parse(one.getKey());
            entries.add("""
                    {"mediaType":"%s","digest":"%s","size":%d,
                     "platform":{"os":"%s","architecture":"%s","variant":"%s"}}""".formatted(
                    MANIFEST, digest, manifest.length(), platform.os(), platform.architecture(), platform.variant()));
        }
        String index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(INDEX, entries.stream().collect(Collectors.joining(",")));
        return registry.pushManifest(repository, tag, INDEX, index, authorization);
    }
}
