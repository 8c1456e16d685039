package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.cli.FeedKeys;
import io.plimsoll.cli.TrustedBundles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Make the new bundle from the old one and a delta; it is the signed one, byte for byte.")
final class FeedApplyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "the bundle that the delta leads from")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "DELTA", description = "made by 'feed delta'")
    private Path delta = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "the new bundle")
    private Path output = Path.of("");

    @Mixin
    private FeedKeys keys = new FeedKeys();

    @Override
    public Integer call() {
        try (Bundle before = TrustedBundles.open(old, keys.files())) {
            TrustedBundles.apply(before, delta, output, keys.files());
            System.out.println(output + " is made from " + old + " and " + delta);
        }
        return 0;
    }
}
