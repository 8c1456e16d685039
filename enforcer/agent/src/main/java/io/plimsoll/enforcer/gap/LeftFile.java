package io.plimsoll.enforcer.gap;

import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;

/// A file to which others append lines for us. It is moved aside before it is read, and removed once every line
/// has been taken; a file that lies aside from an earlier try is taken first.
final class LeftFile {
    private static final long LARGEST = 32L << 20;

    private final Path file;
    private final Path aside;
    private final Failures failures;

    LeftFile(Path file, Failures failures) {
        this.file = file;
        this.aside = file.resolveSibling(file.getFileName() + ".taken");
        this.failures = failures;
    }

    /// Hands over each line.
    ///
    /// @param taking says whether a line is safe now; if one is not, all come again at the next try
    void take(Predicate<String> taking) {
        try {
            if (!Files.exists(aside)) {
                if (!Files.exists(file)) {
                    return;
                }
                Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            }
            if (lines().stream().filter(l -> !l.isBlank()).allMatch(taking)) {
                Files.delete(aside);
            }
        } catch (IOException e) {
            failures.note(Failure.RECORD_UNREADABLE, file + ": " + e.getMessage());
        }
    }

    private List<String> lines() throws IOException {
        if (Files.size(aside) > LARGEST) {
            throw new IOException("it has more than " + LARGEST + " bytes; it stays as " + aside);
        }
        return new String(Files.readAllBytes(aside), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
