package io.plimsoll.cli.feed;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.FeedBuildException;
import io.plimsoll.feeds.FeedReport;
import io.plimsoll.feeds.SigningKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        description = "Make a signed bundle from a folder of upstream files. A broken source is left out and named.")
final class FeedBuildCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description = "folder of upstream files, laid out as share/sample-feed")
    private Path from = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "the bundle")
    private Path output = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "private key; made at first use, its public half beside it as FILE.pub")
    private Path key = Path.of("");

    @Override
    public Integer call() {
        try {
            FeedReport report = FeedBuild.build(
                    from, output, SigningKey.loadOrCreate(key), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            System.out.print(BuildText.of(report, output, key));
            return 0;
        } catch (FeedBuildException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new CommandFailure("the bundle could not be made: " + AtomicFile.reason(e), e);
        }
    }
}
