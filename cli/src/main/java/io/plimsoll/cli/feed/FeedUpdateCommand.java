package io.plimsoll.cli.feed;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Configuration;
import io.plimsoll.cli.Progress;
import io.plimsoll.feeds.FeedBuildException;
import io.plimsoll.feeds.FeedUpdate;
import io.plimsoll.feeds.FeedUpdate.Updated;
import io.plimsoll.feeds.SigningKey;
import io.plimsoll.feeds.fetch.FetchPlan;
import io.plimsoll.feeds.fetch.InvalidFetchPlanException;
import io.plimsoll.feeds.fetch.Surroundings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description =
                "Fetch what is newer from the public sources, and make a signed bundle. A source that cannot be fetched stays as it last was.",
        footer = {
            "",
            "Exit codes: 0 there is a new bundle, though some sources in it may be old (each one is a warning with its age);"
                    + " 2 no bundle could be made, or --strict and a source is old or missing."
        })
final class FeedUpdateCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "sources, mirrors and proxy; default: those shipped")
    private @Nullable Path config;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "upstream files, kept between updates; default: ~/.local/state/plimsoll/feeds (XDG_STATE_HOME)")
    private @Nullable Path folder;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "the bundle")
    private Path output = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "private key; made at first use, its public half beside it as FILE.pub")
    private Path key = Path.of("");

    @Option(
            names = "--strict",
            description = "exit code 2 if any source is old or missing; the bundle is made all the same")
    private boolean strict;

    /// Where upstream files are kept unless another folder is named.
    static Path usualFolder() {
        return Configuration.state().resolve("feeds");
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Progress progress = Progress.ofTerminal()) {
            FetchPlan plan = config == null ? FetchPlan.shipped() : FetchPlan.read(config);
            progress.step("Fetching " + plan.sources().size() + " sources ...");
            Updated updated = FeedUpdate.update(
                    plan,
                    folder == null ? usualFolder() : folder,
                    output,
                    SigningKey.loadOrCreate(key),
                    Surroundings.ofProcess());
            progress.step("");
            return tell(updated);
        } catch (InvalidFetchPlanException e) {
            String what = config == null ? "the sources cannot be fetched so" : config + " cannot be followed";
            throw new CommandFailure(what + ":\n  - " + String.join("\n  - ", e.mistakes()), e);
        } catch (FeedBuildException | IllegalStateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new CommandFailure("the bundle could not be made: " + AtomicFile.reason(e), e);
        }
    }

    private int tell(Updated updated) {
        System.out.print(Fetched.text(updated.fetch()));
        System.out.print(BuildText.of(updated.build(), output, key));
        System.out.print(Fetched.warnings(updated.fetch(), Instant.now()));
        if (strict && !updated.fetch().isFresh()) {
            throw new CommandFailure(
                    "not every source is as new as its upstream (--strict); the bundle was made: " + output);
        }
        return 0;
    }
}
