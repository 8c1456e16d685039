package io.plimsoll.cli.feed;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.TrustedBundles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "What a bundle knows: its date, its sources, the ecosystems and releases it covers.")
final class FeedStatusCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "the bundle; default: the imported one")
    private @Nullable Path file;

    @Option(names = "--feed-key", paramLabel = "FILE", description = "public key to trust besides the configured ones")
    private List<Path> keys = List.of();

    @Override
    public Integer call() {
        try (Bundle bundle = TrustedBundles.open(Optional.ofNullable(file), keys)
                .orElseThrow(() -> new CommandFailure(
                        "no bundle was imported; use 'plimsoll feed build' and 'plimsoll feed import FILE'"))) {
            System.out.println("Built " + bundle.identity().builtAt() + ", " + bundle.advisoryCount()
                    + " advisories about " + bundle.packageCount() + " packages");
            System.out.println("Covers "
                    + bundle.coverage().stream()
                            .map(FeedStatusCommand::covered)
                            .sorted()
                            .collect(Collectors.joining(", ")));
            System.out.print(Sources.text(bundle.sources()));
        }
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
