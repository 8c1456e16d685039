package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.cli.TrustedBundles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Check signature, date and every byte of a bundle.")
final class FeedVerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the bundle")
    private Path file = Path.of("");

    @Option(names = "--feed-key", paramLabel = "FILE", description = "public key to trust besides the configured ones")
    private List<Path> keys = List.of();

    @Override
    public Integer call() {
        try (Bundle bundle = TrustedBundles.open(file, keys)) {
            System.out.println("Sound: built " + bundle.identity().builtAt() + ", "
                    + bundle.identity().digest() + ", signed by key "
                    + bundle.identity().keyId());
        }
        return 0;
    }
}
