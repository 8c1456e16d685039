package io.plimsoll.enforcer.fakes;

import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ChainId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A data root as Docker 20.10 writes it, with as little in it as a test needs.
public final class EngineFolder {
    private final Path dataRoot;
    private final Path images;

    public EngineFolder(Path dataRoot) {
        this.dataRoot = dataRoot;
        this.images = dataRoot.resolve("image/overlay2");
    }

    public EngineFiles files() {
        return new EngineFiles(dataRoot, "overlay2");
    }

    public Path dataRoot() {
        return dataRoot;
    }

    public static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }

    /// An id of a container, as the engine makes them.
    public static String id(String of) {
        return digest(of).hex();
    }

    public Path rootOf(String containerId) {
        return dataRoot.resolve("overlay2/m-" + containerId.substring(0, 12) + "/merged");
    }

    public void image(Digest id, List<Digest> diffIds) {
        write(
                images.resolve("imagedb/content/sha256").resolve(id.hex()),
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + diffIds.stream().map(d -> "\"" + d + "\"").collect(Collectors.joining(",")) + "]}}");
        List<Digest> chain = ChainId.ofPrefixes(diffIds);
        for (Digest layer : chain) {
            write(images.resolve("layerdb/sha256").resolve(layer.hex()).resolve("cache-id"), folderOf(layer));
        }
    }

    /// The storage driver's folder of a layer.
    public static String folderOf(Digest chainId) {
        return "layer-" + chainId.shortHex();
    }

    /// The short link by which the engine mounts a layer.
    public String linkOf(Digest chainId) {
        try {
            Files.createDirectories(
                    dataRoot.resolve("overlay2").resolve(folderOf(chainId)).resolve("diff"));
            Path link = Files.createDirectories(dataRoot.resolve("overlay2/l")).resolve("L" + chainId.shortHex());
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of("..", folderOf(chainId), "diff"));
            }
            return link.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void parent(Digest image, Digest parent) {
        write(images.resolve("imagedb/metadata/sha256").resolve(image.hex()).resolve("parent"), parent.toString());
    }

    /// @param name such as `shop/web:1`
    public void tag(String name, Digest image) {
        String repository = name.substring(0, name.lastIndexOf(':'));
        write(
                images.resolve("repositories.json"),
                "{\"Repositories\":{\"" + repository + "\":{\"" + name + "\":\"" + image + "\",\"" + repository + "@"
                        + digest("manifest") + "\":\"" + image + "\"}}}");
    }

    public void container(String id, Digest image, String imageName) {
        container(id, image, imageName, "{\"Privileged\":false,\"LogConfig\":{\"Type\":\"json-file\"}}");
    }

    /// As the classic builder makes one for a `RUN` line.
    public void buildStep(String id, Digest image) {
        container(id, image, image.toString(), """
                {"Binds":null,"LogConfig":{"Type":"none","Config":{}},"NetworkMode":"default","PortBindings":null,\
                "RestartPolicy":{"Name":"","MaximumRetryCount":0},"AutoRemove":false,"PidMode":"","Privileged":false}""");
    }

    public void container(String id, Digest image, String imageName, String hostConfig) {
        Path folder = dataRoot.resolve("containers").resolve(id);
        write(folder.resolve("config.v2.json"), """
                {"State":{"Running":false,"Pid":0},"ID":"%s","Config":{"Tty":false,"OpenStdin":false,"Image":"%s"},\
                "Image":"%s","Name":"/web","Driver":"overlay2"}""".formatted(id, imageName, image));
        write(folder.resolve("hostconfig.json"), hostConfig);
        write(images.resolve("layerdb/mounts").resolve(id).resolve("mount-id"), "m-" + id.substring(0, 12));
    }

    public void classicBuildRuns() {
        write(dataRoot.resolve("tmp/docker-builder12345/Dockerfile"), "FROM x");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
