package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.cli.FeedKeys;
import io.plimsoll.cli.TrustedBundles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Check signature, date and every byte of a bundle.")
final class FeedVerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the bundle")
    private Path file = Path.of("");

    @Mixin
    private FeedKeys keys = new FeedKeys();

    @Override
    public Integer call() {
        try (Bundle bundle = TrustedBundles.openWhole(file, keys.files())) {
            System.out.println("Sound: built " + bundle.identity().builtAt() + ", "
                    + bundle.identity().digest() + ", signed by key "
                    + bundle.identity().keyId());
        }
        return 0;
    }
}
