package io.plimsoll.cli.scan;

import io.plimsoll.advisories.InventoryReader;
import io.plimsoll.advisories.UnreadableInventoryException;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Configuration;
import io.plimsoll.cli.EngineSocket;
import io.plimsoll.cli.Terminal;
import io.plimsoll.engine.EngineException;
import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageReference;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.LayerCache;
import io.plimsoll.scanner.ScanOutcome;
import io.plimsoll.scanner.ScanSource;
import io.plimsoll.scanner.ScannerProcess;
import io.plimsoll.scanner.registry.Registry;
import io.plimsoll.scanner.registry.RegistryReference;
import io.plimsoll.scanner.registry.RemoteImage;
import io.plimsoll.scanner.registry.RemoteLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Has an image inventoried by a scanner process of its own.
final class ImageScanner {
    private final String text;
    private final ImageReference reference;
    private final RegistryOptions.Wanted wanted;
    private final boolean listsFiles;

    private ImageScanner(String text, ImageReference reference, RegistryOptions.Wanted wanted, boolean listsFiles) {
        this.text = text;
        this.reference = reference;
        this.wanted = wanted;
        this.listsFiles = listsFiles;
    }

    /// Reads what is asked for, and nothing of the image yet.
    static ImageScanner of(String text, RegistryOptions options) {
        try {
            ImageReference reference = ImageReference.parse(text);
            if (reference instanceof ImageReference.Registry(String name)) {
                named(name, text);
            }
            return new ImageScanner(text, reference, options.read(reference), false);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /// The same for inventories that name every file.
    ///
    /// @throws CommandFailure if the reference means a list of packages
    ImageScanner listingFiles() {
        if (reference instanceof ImageReference.Sbom) {
            throw new CommandFailure("--files is for images and folders; " + text + " is a bill of materials");
        }
        return new ImageScanner(text, reference, wanted, true);
    }

    /// The inventory of what the reference means.
    ///
    /// @throws CommandFailure saying why there is none
    // The JVM builds a switch over types at its first use, and every scan would wait for it.
    @SuppressWarnings("IfChainToSwitch")
    Inventory inventory() {
        if (reference instanceof ImageReference.Engine(String name)) {
            return scanned(engineImage(name));
        } else if (reference instanceof ImageReference.Registry(String name)) {
            return ofRegistry(name);
        } else if (reference instanceof ImageReference.Somewhere(String name)) {
            return anywhere(name);
        }
        return scanned(ScanSource.of(reference).orElseThrow());
    }

    /// An image of the engine, else of a registry. The engine has one platform of a name only, and perhaps another one
    /// than is asked for.
    private Inventory anywhere(String name) {
        Optional<String> lacking = wanted.platform().isPresent()
                ? Optional.of("not asked, since --platform chooses among the images of a registry")
                : lacking(name);
        if (lacking.isEmpty()) {
            return scanned(engineImage(name));
        }
        try {
            return ofRegistry(name);
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    "cannot scan " + text + ":\n  - local engine: " + lacking.get() + "\n  - registry: "
                            + String.valueOf(e.getMessage()).replace("cannot scan " + text + ": ", "") + hint(name));
        }
    }

    private Inventory scanned(ScanSource source) {
        try {
            ScanOutcome outcome = (listsFiles ? scanner().listingFiles() : scanner()).scan(source);
            if (outcome instanceof ScanOutcome.CouldNot could) {
                throw new CommandFailure("cannot scan " + text + ": " + could.reason());
            }
            return InventoryReader.read(((ScanOutcome.Made) outcome).document().open());
        } catch (UnreadableInventoryException e) {
            throw new CommandFailure(
                    "cannot scan " + text + ": the scanner's answer is not sound: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while scanning " + text, e);
        }
    }

    /// Why the engine does not have the image; empty if it does.
    private static Optional<String> lacking(String name) {
        try {
            return EngineSocket.engine().imageInspect(name).isPresent()
                    ? Optional.empty()
                    : Optional.of("it has no such image");
        } catch (EngineException | CommandFailure | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// What to say to somebody who perhaps means a file.
    private static String hint(String name) {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return "\n  There is a folder of that name: to scan it, say dir:" + name;
        }
        if (Files.exists(path)) {
            return "\n  There is a file of that name: to scan it, say docker-archive:" + name;
        }
        boolean looksLikeFile = path.isAbsolute() || name.startsWith(".") || name.endsWith(".tar");
        return looksLikeFile ? "\n  There is no file '" + name + "' either." : "";
    }

    private static ScanSource engineImage(String name) {
        return new ScanSource.DockerStream(() -> exported(name), () -> vouched(name));
    }

    /// What the engine says of the image. Where it cannot be asked, asking for the image itself will say why.
    private static Optional<ScanSource.Vouched> vouched(String name) {
        try {
            return EngineSocket.engine().imageInspect(name).flatMap(said -> vouched(name, said));
        } catch (EngineException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The name counts as well, for the inventory repeats it; and one id may stand for several platforms.
    static Optional<ScanSource.Vouched> vouched(String name, JsonNode said) {
        JsonNode layers = said.path("RootFS").path("Layers");
        if (!said.path("Id").isString() || !layers.isArray()) {
            return Optional.empty();
        }
        String identity = String.join(
                "\n",
                name,
                said.path("Id").asString(),
                said.path("RepoTags").toString(),
                said.path("Os").asString(""),
                said.path("Architecture").asString(""),
                said.path("Variant").asString(""));
        return Optional.of(new ScanSource.Vouched(
                identity,
                layers.valueStream()
                        .map(layer -> Digest.parse(layer.asString("")))
                        .toList()));
    }

    private static InputStream exported(String name) throws IOException {
        try {
            return EngineSocket.engine().exportImage(name);
        } catch (EngineException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Inventory ofRegistry(String name) {
        RegistryReference image = named(name, text);
        try (RemoteImage remote = new Registry(wanted.access()).image(image, wanted.platform())) {
            return scanned(new ScanSource.OciStream(
                    (out, layers) -> remote.writeTo(
                            out, layer -> layers.isWanted(layer.blob()), layer -> layers.delivered(layer.blob())),
                    Optional.of(identified(image, remote))));
        } catch (IOException e) {
            throw new CommandFailure("cannot scan " + text + ": " + e.getMessage(), e);
        }
    }

    private static RegistryReference named(String name, String text) {
        try {
            return RegistryReference.parse(name);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("cannot scan " + text + ": " + e.getMessage(), e);
        }
    }

    /// The name counts as well, for the inventory repeats it.
    private static ScanSource.Remote identified(RegistryReference name, RemoteImage image) {
        List<Digest> diffIds = image.layers().stream()
                .flatMap(layer -> layer.diffId().stream())
                .toList();
        return new ScanSource.Remote(
                new ScanSource.Vouched("registry\n" + name + "\n" + image.digest(), diffIds),
                name.owner(),
                image.layers().stream().map(RemoteLayer::blob).toList());
    }

    private static ScannerProcess scanner() {
        String home = System.getProperty("plimsoll.home");
        if (home == null) {
            throw new CommandFailure("the installation is not known; start this program with the plimsoll launcher");
        }
        Optional<LayerCache> cache = LayerCache.open(
                Configuration.cache().resolve("layers"),
                Path.of(home),
                warning -> System.err.println("plimsoll: warning: " + Terminal.clean(warning)));
        return new ScannerProcess(Path.of(home), Path.of(System.getProperty("java.home"), "bin", "java"), cache);
    }
}
