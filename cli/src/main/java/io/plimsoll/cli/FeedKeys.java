package io.plimsoll.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The option of every command that opens a bundle: keys to trust for this once.
public final class FeedKeys {
    @Option(names = "--feed-key", paramLabel = "FILE", description = "public key to trust besides the configured ones")
    private List<Path> files = List.of();

    public List<Path> files() {
        return files;
    }
}
