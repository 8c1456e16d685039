package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Images as `docker save` writes them, made once on this machine.
final class ScannedArchive {
    private ScannedArchive() {}

    /// Debian 12 with ca-certificates, openssl and curl, in one layer.
    static Path debian() throws IOException {
        return madeOnce("debian", folder -> pack(folder, List.of(TestImage.DEBIAN.rootTar()), false));
    }

    /// The same below an application of 1.3 GB ([Application]), in three layers.
    static Path large(long seed) throws IOException {
        return madeOnce("large-" + Application.EDITION + "-seed-" + seed, folder -> {
            Application application = new Application(seed);
            Path libraries = layer(folder, "libraries", application::writeLibraries);
            Path files = layer(folder, "files", application::writeFiles);
            pack(folder, List.of(TestImage.DEBIAN.rootTar(), libraries, files), false);
        });
    }

    /// Eight layers of about the same size, packed with gzip: the Debian root, each with one file more.
    static Path compressed() throws IOException {
        return madeOnce("compressed", folder -> {
            List<Path> layers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                layers.add(withOneMore(TestImage.DEBIAN.rootTar(), folder, "layer-" + i));
            }
            pack(folder, layers, true);
        });
    }

    private static Path withOneMore(Path tar, Path folder, String name) {
        try {
            Path layer = Files.copy(tar, folder.resolve(name + ".tar"));
            Files.writeString(folder.resolve(name), name);
            Command.of("tar", "--append", "-f")
                    .with(layer.toString(), "-C", folder.toString(), name)
                    .run()
                    .outputOrFail();
            return layer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An archive that exists is whole.
    private static Path madeOnce(String name, Consumer<Path> recipe) throws IOException {
        Path archive = Cache.folder().resolve(name + ".tar");
        if (!Files.exists(archive)) {
            System.err.println("making " + archive + ", once on this machine");
            Path folder = Files.createTempDirectory(Cache.folder(), "making-");
            recipe.accept(folder);
            Files.move(folder.resolve("archive.tar"), archive, StandardCopyOption.ATOMIC_MOVE);
            Command.of("rm", "-rf", folder.toString()).run().outputOrFail();
        }
        return archive;
    }

    private static Path layer(Path folder, String name, Consumer<Path> content) {
        Path root = folder.resolve(name);
        content.accept(root);
        Path tar = folder.resolve(name + ".tar");
        tar(tar, root, List.of("."));
        Command.of("rm", "-rf", root.toString()).run().outputOrFail();
        return tar;
    }

    private static void tar(Path tar, Path root, List<String> names) {
        Command.of("tar", "--sort=name", "--mtime=@0", "--numeric-owner", "--owner=0", "--group=0", "-cf")
                .with(tar.toString(), "-C", root.toString())
                .with(names.toArray(String[]::new))
                .run()
                .outputOrFail();
    }

    private static void pack(Path folder, List<Path> layers, boolean packed) {
        try {
            Path image = Files.createDirectory(folder.resolve("image"));
            List<String> names = new ArrayList<>(List.of("manifest.json", "config.json"));
            List<String> digests = new ArrayList<>();
            for (Path layer : layers) {
                String digest = sha256(layer);
                digests.add("\"sha256:" + digest + "\"");
                Path copy = Files.copy(layer, image.resolve(digest + ".tar"));
                if (packed) {
                    Command.of("gzip", "--no-name", copy.toString())
                            .within(Duration.ofMinutes(5))
                            .run()
                            .outputOrFail();
                }
                names.add(digest + (packed ? ".tar.gz" : ".tar"));
            }
            Files.writeString(image.resolve("config.json"), """
                    {"architecture":"amd64","os":"linux","config":{"Cmd":["/bin/sh"]},
                     "rootfs":{"type":"layers","diff_ids":[%s]}}
                    """.formatted(String.join(",", digests)));
            Files.writeString(image.resolve("manifest.json"), """
                    [{"Config":"config.json","RepoTags":["bench/image:1"],"Layers":[%s]}]
                    """.formatted(
                            names.stream().skip(2).map(n -> "\"" + n + "\"").collect(Collectors.joining(","))));
            tar(folder.resolve("archive.tar"), image, names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
