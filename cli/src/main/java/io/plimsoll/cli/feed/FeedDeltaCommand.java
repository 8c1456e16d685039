package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.FeedKeys;
import io.plimsoll.cli.TrustedBundles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delta",
        description =
                "Make the small file that leads from one bundle to another; 'feed import' and 'feed apply' take it.")
final class FeedDeltaCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "the bundle that readers have")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "the bundle they are to have")
    private Path now = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "the delta")
    private Path output = Path.of("");

    @Mixin
    private FeedKeys keys = new FeedKeys();

    @Override
    public Integer call() {
        try (Bundle before = TrustedBundles.open(old, keys.files());
                Bundle after = TrustedBundles.open(now, keys.files())) {
            long bytes = BundleDelta.write(before, after, output);
            System.out.println(output + ": " + bytes / 1024 + " KiB lead from the bundle built "
                    + before.identity().builtAt() + " to the one built "
                    + after.identity().builtAt());
        } catch (UncheckedIOException e) {
            throw new CommandFailure("the delta could not be made: " + AtomicFile.reason(e), e);
        }
        return 0;
    }
}
