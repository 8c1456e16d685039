package io.plimsoll.e2e;

import io.plimsoll.model.Digest;
import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An image of one layer in a file, as `docker save` writes it.
final class DockerArchive {
    private DockerArchive() {}

    /// @param layer tar, packed or not
    /// @param diffId what the image says of the layer's content
    static Path of(Path layer, Digest diffId) throws IOException {
        Path folder = Files.createTempDirectory(layer.toAbsolutePath().getParent(), "image");
        Files.move(layer, folder.resolve("layer.tar"));
        Files.writeString(
                folder.resolve("manifest.json"),
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"hostile:1\"],\"Layers\":[\"layer.tar\"]}]");
        Files.writeString(folder.resolve("config.json"), """
                {"architecture":"amd64","os":"linux","config":{"User":"app"},
                 "rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(diffId));
        Path archive = folder.resolveSibling("archive.tar");
        tar(archive, folder, "manifest.json", "config.json", "layer.tar");
        return archive;
    }

    /// The same with the diff id that is true of a layer that is not packed.
    static Path of(Path layer) throws IOException {
        return of(layer, digest(layer));
    }

    /// @param words options and names, as tar(1) takes them
    static void tar(Path archive, Path folder, String... words) {
        Command.of("tar", "--create", "--file=" + archive, "--directory=" + folder)
                .with(words)
                .run()
                .outputOrFail();
    }

    static Digest digest(Path file) {
        String line = Command.of("sha256sum", file.toString()).run().outputOrFail();
        return Digest.parse("sha256:" + line.substring(0, line.indexOf(' ')));
    }
}
