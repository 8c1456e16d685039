package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// An image in the making, for tests: layers lowest first, as a docker archive or an OCI layout.
public final class SampleImage {
    private final List<byte[]> layers = new ArrayList<>();
    private String name = "shop/web:1.4";
    private String user = "";
    private int base;
    private UnaryOperator<List<String>> claims = UnaryOperator.identity();
    private UnaryOperator<String> edit = UnaryOperator.identity();

    /// An image of these layers, each an uncompressed tar archive.
    public static SampleImage of(byte[]... layers) {
        SampleImage image = new SampleImage();
        image.layers.addAll(Arrays.asList(layers));
        return image;
    }

    public SampleImage named(String newName) {
        name = newName;
        return this;
    }

    public SampleImage user(String newUser) {
        user = newUser;
        return this;
    }

    /// Lets the history say that the lowest layers came with a base image.
    public SampleImage builtOn(int baseLayers) {
        base = baseLayers;
        return this;
    }

    /// Lets the configuration claim other diff ids than the layers have.
    public SampleImage claiming(UnaryOperator<List<String>> newClaims) {
        claims = newClaims;
        return this;
    }

    /// Lets the configuration be written otherwise.
    public SampleImage configured(UnaryOperator<String> newEdit) {
        edit = newEdit;
        return this;
    }

    public String configuration() {
        List<String> ids = claims.apply(
                layers.stream().map(layer -> Digest.of(layer).toString()).toList());
        String diffIds = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        String history =
                IntStream.range(0, layers.size()).mapToObj(this::history).collect(Collectors.joining());
        return edit.apply("""
                {"architecture":"amd64","os":"linux","created":"2026-11-23T00:00:00Z",
                 "config":{"User":"%s","Env":["PATH=/bin","TOKEN=hidden"],"Cmd":["/bin/shop"],"Entrypoint":null,
                           "ExposedPorts":{"8080/tcp":{}},"Labels":{"b":"2","a":"1"}},
                 "history":[{"created_by":"ENV","empty_layer":true}%s],
                 "rootfs":{"type":"layers","diff_ids":[%s]}}
                """.formatted(user, history, diffIds));
    }

    private String history(int layer) {
        return (base > 0 && layer == base ? ",{\"created_by\":\"CMD [\\\"bash\\\"]\",\"empty_layer\":true}" : "")
                + ",{\"created_by\":\"COPY layer of " + layers.get(layer).length + " bytes\"}";
    }

    /// As `docker save` of Docker 20.10 writes it: the manifest last.
    public byte[] dockerArchive() {
        TarBytes tar = new TarBytes();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            tar.directory("layer" + i + "/").file("layer" + i + "/VERSION", "1.0");
            tar.file("layer" + i + "/layer.tar", 0644, layers.get(i));
            names.add("\"layer" + i + "/layer.tar\"");
        }
        String config = Digest.of(utf8(configuration())).hex() + ".json";
        return tar.file(config, configuration())
                .file(
                        "manifest.json",
                        "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[%s]}]"
                                .formatted(config, name, String.join(",", names)))
                .file("repositories", "{}")
                .end();
    }

    /// An OCI layout with its layers packed, index last.
    public byte[] ociLayout(UnaryOperator<byte[]> packing) {
        return ociLayout(packing, UnaryOperator.identity());
    }

    /// The same, with something else stored in the place of each packed layer.
    public byte[] ociLayout(UnaryOperator<byte[]> packing, UnaryOperator<byte[]> spoiling) {
        TarBytes tar = new TarBytes();
        String descriptors = layers.stream()
                .map(packing)
                .map(packed -> blob(tar, packed, spoiling.apply(packed)))
                .collect(Collectors.joining(","));
        String config = document(tar, configuration());
        String manifest =
                document(tar, "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}".formatted(config, descriptors));
        String annotated = manifest.replace(
                "}", ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\"}}".formatted(name));
        return tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                .file("index.json", "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(annotated))
                .end();
    }

    private static String document(TarBytes tar, String json) {
        return blob(tar, utf8(json), utf8(json));
    }

    private static String blob(TarBytes tar, byte[] bytes, byte[] stored) {
        Digest digest = Digest.of(bytes);
        tar.file("blobs/sha256/" + digest.hex(), 0644, stored);
        return "{\"digest\":\"%s\",\"size\":%d}".formatted(digest, bytes.length);
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
