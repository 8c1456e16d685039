package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.cli.TrustedBundles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(names = "--feed-key", paramLabel = "FILE", description = "public key to trust besides the configured ones")
    private List<Path> keys = List.of();

    @Override
    public Integer call() {
        try (Bundle before = TrustedBundles.open(old, keys)) {
            TrustedBundles.apply(before, delta, output, keys);
            System.out.println(output + " is made from " + old + " and " + delta);
        }
        return 0;
    }
}
