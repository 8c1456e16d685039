package io.plimsoll.enforcer.engine;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What the engine writes down about containers and images, parts of which the makers of images choose. The first byte
/// of the input says which file is hostile; it is read, or counts as not there.
public final class EngineFilesTarget {
    private static final String ID = "c".repeat(64);
    private static final Digest IMAGE = Digest.parse("sha256:" + "a".repeat(64));
    private static final String LAYERS = "image/overlay2/";
    static final List<String> NAMES = List.of(
            "containers/" + ID + "/config.v2.json",
            "containers/" + ID + "/hostconfig.json",
            LAYERS + "repositories.json",
            LAYERS + "imagedb/content/sha256/" + IMAGE.hex(),
            LAYERS + "imagedb/metadata/sha256/" + IMAGE.hex() + "/parent",
            LAYERS + "layerdb/mounts/" + ID + "/mount-id");

    /// Made when fuzzing begins, and not when seeds are.
    private static final class World {
        static final Path FOLDER = folder();
    }

    private EngineFilesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Path file = World.FOLDER.resolve(NAMES.get((input[0] & 0xff) % NAMES.size()));
        byte[] before = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOfRange(input, 1, input.length));
        try {
            EngineFiles engine = new EngineFiles(World.FOLDER, "overlay2");
            if (engine.containers().size() > 1) {
                throw new IllegalStateException("more containers than folders");
            }
            engine.rootOf(ID).ifPresent(root -> {
                if (!root.normalize().startsWith(World.FOLDER)) {
                    throw new IllegalStateException(root + " leaves the engine's folder");
                }
            });
            engine.namesOf(IMAGE);
            engine.parentOf(IMAGE);
            engine.topLayerOf(IMAGE);
        } finally {
            Files.write(file, before);
        }
    }

    public static byte[] input(int file, String content) {
        byte[] bytes = content.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) file;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("engine").toRealPath();
            for (String name : NAMES) {
                Files.createDirectories(
                        Objects.requireNonNull(folder.resolve(name).getParent()));
                Files.writeString(
                        folder.resolve(name),
                        name.endsWith("config.v2.json") ? "{\"ID\":\"" + ID + "\",\"Image\":\"" + IMAGE + "\"}" : "{}");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
