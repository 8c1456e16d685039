package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Use a bundle for scans from now on, and trust its key; with --center, hand it to the Command Center instead.")
final class FeedImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the bundle")
    private Path file = Path.of("");

    @Option(
            names = "--feed-key",
            paramLabel = "FILE",
            description = "public key that signed it, if it is not configured yet")
    private List<Path> keys = List.of();

    @Option(names = "--center", description = "hand it to the Command Center")
    private boolean toCenter;

    @Override
    public Integer call() {
        try (Bundle bundle = TrustedBundles.open(file, keys)) {
            if (toCenter) {
                BundleUpload.send(file);
                System.out.println("The Command Center now uses the bundle built "
                        + bundle.identity().builtAt() + ".");
            } else {
                refuseOlderThanCurrent(bundle);
                install();
                System.out.println(
                        "Scans now use the bundle built " + bundle.identity().builtAt() + ".");
            }
        }
        return 0;
    }

    private void refuseOlderThanCurrent(Bundle bundle) {
        if (!Files.exists(TrustedBundles.current())) {
            return;
        }
        try (Bundle present = TrustedBundles.open(TrustedBundles.current(), keys)) {
            if (bundle.identity().builtAt().isBefore(present.identity().builtAt())) {
                throw new CommandFailure(
                        file + " was built " + bundle.identity().builtAt() + ", before the one in use ("
                                + present.identity().builtAt() + "); remove " + TrustedBundles.current()
                                + " first if you really want to go back");
            }
        }
    }

    private void install() {
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
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
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
