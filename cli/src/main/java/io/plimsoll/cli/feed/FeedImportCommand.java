package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.TrustedBundles;
import io.plimsoll.cli.center.BundleUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Use a bundle for scans from now on, and trust its key; with --center, hand it to the Command Center instead.")
final class FeedImportCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "the bundle, or a delta that leads to it from the one in use")
    private Path file = Path.of("");

    @Option(
            names = "--feed-key",
            paramLabel = "FILE",
            description = "public key that signed it, if it is not configured yet")
    private List<Path> keys = List.of();

    @Option(names = "--center", description = "hand it to the Command Center")
    private boolean toCenter;

    @Option(
            names = "--allow-older",
            description =
                    "take it even if it is older than the one in use; with --center this goes into the audit trail")
    private boolean allowOlder;

    @Override
    public Integer call() {
        if (toCenter) {
            sendToCenter();
        } else if (BundleDelta.isDelta(file)) {
            installFromDelta();
        } else {
            install(file);
        }
        return 0;
    }

    /// A delta cannot be looked at without the bundle it leads from, which the Center has.
    private void sendToCenter() {
        if (!BundleDelta.isDelta(file)) {
            TrustedBundles.openWhole(file, keys).close();
        }
        System.out.println("The Command Center now uses the bundle built " + BundleUpload.send(file, allowOlder) + ".");
    }

    private void installFromDelta() {
        Path joined = TrustedBundles.current().resolveSibling("joined.bundle.part");
        try (Bundle base = TrustedBundles.open(Optional.empty(), keys)
                .orElseThrow(() -> new CommandFailure(
                        file + " is a delta, and there is no bundle it could change; import a whole one first"))) {
            TrustedBundles.apply(base, file, joined, keys);
            install(joined);
        } finally {
            discard(joined);
        }
    }

    private static void discard(Path joined) {
        try {
            Files.deleteIfExists(joined);
        } catch (IOException ignored) {
            // The outcome is already decided; the next import overwrites it.
        }
    }

    private void install(Path whole) {
        try (Bundle bundle = TrustedBundles.openWhole(whole, keys)) {
            if (!allowOlder) {
                refuseOlderThanCurrent(bundle);
            }
            put(whole);
            System.out.println(
                    "Scans now use the bundle built " + bundle.identity().builtAt() + ".");
        }
    }

    private void refuseOlderThanCurrent(Bundle bundle) {
        if (!Files.exists(TrustedBundles.current())) {
            return;
        }
        try (Bundle present = TrustedBundles.open(TrustedBundles.current(), keys)) {
            if (bundle.identity().builtAt().isBefore(present.identity().builtAt())) {
                throw new CommandFailure(
                        file + " was built " + bundle.identity().builtAt() + ", before the one in use ("
                                + present.identity().builtAt()
                                + "); use --allow-older if you really want to go back");
            }
        }
    }

    private void put(Path whole) {
        try {
            Files.createDirectories(TrustedBundles.keyFolder());
            for (Path key : keys) {
                BundleKey trusted = BundleKey.read(key);
                AtomicFile.write(
                        TrustedBundles.keyFolder().resolve(trusted.id().shortHex() + ".pub"),
                        trusted.toPem(),
                        "rw-r--r--");
            }
            Path part = TrustedBundles.current().resolveSibling("current.bundle.part");
            Files.copy(whole, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(
                    part,
                    TrustedBundles.current(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot put the bundle into " + TrustedBundles.current() + ": " + AtomicFile.reason(e), e);
        }
    }
}
