package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDiff;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.FeedKeys;
import io.plimsoll.cli.Terminal;
import io.plimsoll.cli.TrustedBundles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description =
                "What changed from one bundle to another: advisories added, withdrawn and changed, per source and package.")
final class FeedDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "the earlier bundle")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "the later bundle")
    private Path now = Path.of("");

    @Option(names = "--format", defaultValue = "table", description = "table or json; default: table")
    private String format = "";

    @Mixin
    private FeedKeys keys = new FeedKeys();

    @Override
    public Integer call() {
        if (!format.equals("table") && !format.equals("json")) {
            throw new CommandFailure("'" + format + "' is not a format; use table or json");
        }
        try (Bundle before = TrustedBundles.open(old, keys.files());
                Bundle after = TrustedBundles.open(now, keys.files())) {
            BundleDiff diff = BundleDiff.between(before, after);
            Terminal.print(format.equals("json") ? DiffText.json(diff) : DiffText.table(diff));
        }
        return 0;
    }
}
