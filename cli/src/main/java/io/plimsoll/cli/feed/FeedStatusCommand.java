package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.FeedKeys;
import io.plimsoll.cli.TrustedBundles;
import io.plimsoll.feeds.fetch.FetchState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description =
                "What a bundle knows: its date, its sources and their age, the ecosystems and releases it covers; and how the last update went.")
final class FeedStatusCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "the bundle; default: the imported one")
    private @Nullable Path file;

    @Mixin
    private FeedKeys keys = new FeedKeys();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "upstream files of 'feed update', whose last attempts are shown; default: the one it uses")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        Instant now = Instant.now();
        try (Bundle bundle = TrustedBundles.open(Optional.ofNullable(file), keys.files())
                .orElseThrow(() -> new CommandFailure(
                        "no bundle was imported; use 'plimsoll feed build' and 'plimsoll feed import FILE'"))) {
            System.out.println("Built " + bundle.identity().builtAt() + " ("
                    + Age.of(bundle.identity().builtAt(), now) + " ago), " + bundle.advisoryCount()
                    + " advisories about " + bundle.packageCount() + " packages");
            System.out.println("Covers "
                    + bundle.coverage().stream()
                            .map(FeedStatusCommand::covered)
                            .sorted()
                            .collect(Collectors.joining(", ")));
            System.out.print(Sources.text(bundle.sources(), now));
            System.out.print(Sources.problems(bundle.sources()));
        }
        String fetched = Fetched.text(FetchState.read(folder == null ? FeedUpdateCommand.usualFolder() : folder), now);
        System.out.print(fetched.isEmpty() ? "" : "\n" + fetched);
        return 0;
    }

    private static String covered(Coverage coverage) {
        return coverage.ecosystem()
                + switch (coverage.extent()) {
                    case FULL -> "";
                    case FIXES_ONLY -> " (fixed vulnerabilities only)";
                    case SAMPLE -> " (a sample)";
                };
    }
}
