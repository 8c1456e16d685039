package io.plimsoll.enforcer.engine;

import io.plimsoll.model.Digest;
import io.plimsoll.policy.ChainId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The engine's own files below its data root, which only root can read or write. The path that creates a
/// container reads these and never asks the engine, which may hold that container's lock.
///
/// What is not there, or is not as expected, is absent. Any thread may read.
public final class EngineFiles {
    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 8 * 1024 * 1024;
    private static final Pattern CONTAINER_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FOLDER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final Path dataRoot;
    private final Path imageFolder;
    private final String driver;
    private final Map<Digest, Digest> topLayers = new ConcurrentHashMap<>();
    private final Map<Digest, String> layerFolders = new ConcurrentHashMap<>();

    /// @param driver the storage driver, such as `overlay2`
    public EngineFiles(Path dataRoot, String driver) {
        this.dataRoot = dataRoot;
        this.driver = driver;
        this.imageFolder = dataRoot.resolve("image").resolve(driver);
    }

    public Path dataRoot() {
        return dataRoot;
    }

    /// Where the layers are.
    public Path layerFolder() {
        return dataRoot.resolve(driver);
    }

    /// The container of this id, as the engine wrote it down when it was created or last changed.
    public Optional<ContainerFile> container(String id) {
        if (!CONTAINER_ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path folder = dataRoot.resolve("containers").resolve(id);
        return json(folder.resolve("config.v2.json"))
                .flatMap(c -> ContainerFile.of(id, c, json(folder.resolve("hostconfig.json"))));
    }

    /// All containers that the engine has, running or not.
    public List<ContainerFile> containers() {
        return names(dataRoot.resolve("containers"), this::container);
    }

    /// The folder that is the container's root file system, by the engine's own list of layers.
    public Optional<Path> rootOf(String containerId) {
        if (!CONTAINER_ID.matcher(containerId).matches()) {
            return Optional.empty();
        }
        return text(imageFolder.resolve("layerdb/mounts").resolve(containerId).resolve("mount-id"))
                .filter(m -> FOLDER_NAME.matcher(m).matches())
                .map(m -> layerFolder().resolve(m).resolve("merged"));
    }

    /// Repository names with tags that point to the image right now.
    public List<String> namesOf(Digest image) {
        List<String> names = new ArrayList<>();
        json(imageFolder.resolve("repositories.json"))
                .map(d -> d.path("Repositories"))
                .ifPresent(repositories -> repositories.forEach(repository -> repository.properties().stream()
                        .filter(r -> r.getValue().asString("").equals(image.toString()))
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.contains("@"))
                        .forEach(names::add)));
        return names;
    }

    /// The image that this one was built from here by the classic builder, or committed from.
    public Optional<Digest> parentOf(Digest image) {
        return text(imageFolder
                        .resolve("imagedb/metadata/sha256")
                        .resolve(image.hex())
                        .resolve("parent"))
                .flatMap(EngineFiles::digest);
    }

    /// The chain id of the image's top layer, which stands for all its layers; empty if it has none or is not there.
    public Optional<Digest> topLayerOf(Digest image) {
        Digest known = topLayers.get(image);
        if (known != null) {
            return Optional.of(known);
        }
        List<Digest> diffIds = layersOf(image);
        if (diffIds.isEmpty()) {
            return Optional.empty();
        }
        Digest top = ChainId.ofPrefixes(diffIds).getLast();
        topLayers.put(image, top);
        return Optional.of(top);
    }

    /// The diff ids of the image's layers, lowest first; empty if it has none or is not there.
    public List<Digest> layersOf(Digest image) {
        return json(imageFolder.resolve("imagedb/content/sha256").resolve(image.hex()))
                .map(c -> c.path("rootfs")
                        .path("diff_ids")
                        .valueStream()
                        .flatMap(d -> digest(d.asString("")).stream())
                        .toList())
                .orElse(List.of());
    }

    /// All images that the engine has, intermediate ones too.
    public List<Digest> images() {
        List<Digest> images = names(imageFolder.resolve("imagedb/content/sha256"), EngineFiles::hex);
        topLayers.keySet().retainAll(images);
        return images;
    }

    /// The layer in each folder of the storage driver: chain id by folder name.
    public Map<String, Digest> layersByFolder() {
        Path layers = imageFolder.resolve("layerdb/sha256");
        List<Digest> chainIds = names(layers, EngineFiles::hex);
        layerFolders.keySet().retainAll(chainIds);
        for (Digest chainId : chainIds) {
            if (!layerFolders.containsKey(chainId)) {
                text(layers.resolve(chainId.hex()).resolve("cache-id"))
                        .ifPresent(folder -> layerFolders.put(chainId, folder));
            }
        }
        Map<String, Digest> byFolder = new HashMap<>();
        layerFolders.forEach((chainId, folder) -> byFolder.put(folder, chainId));
        return byFolder;
    }

    /// Where BuildKit keeps the bundles of build steps.
    public Path buildKitBundles() {
        return dataRoot.resolve("buildkit/executor");
    }

    /// Whether the classic builder works right now: it keeps the build's files in a folder of its own meanwhile.
    public boolean classicBuildRuns() {
        return !names(dataRoot.resolve("tmp"), n -> n.startsWith("docker-builder") ? Optional.of(n) : Optional.empty())
                .isEmpty();
    }

    private static <T> List<T> names(Path folder, Function<String, Optional<T>> reading) {
        List<T> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                reading.apply(entry.getFileName().toString()).ifPresent(found::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }

    private static Optional<Digest> hex(String text) {
        return digest("sha256:" + text);
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) {
        return bytes(file).map(b -> new String(b, StandardCharsets.UTF_8).strip());
    }

    private static Optional<JsonNode> json(Path file) {
        try {
            return bytes(file).map(JSON::readTree);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LONGEST + 1);
            return content.length > LONGEST ? Optional.empty() : Optional.of(content);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
