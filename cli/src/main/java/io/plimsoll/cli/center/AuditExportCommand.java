package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "export", description = "Write the whole trail, oldest first, one JSON object a line.")
final class AuditExportCommand implements Callable<Integer> {
    @Option(names = "--output", required = true, paramLabel = "FILE", description = "where to")
    private Path output = Path.of("");

    @Override
    public Integer call() {
        Path part = output.resolveSibling(output.getFileName() + ".part");
        try (Center center = new Center(SavedSession.load());
                InputStream lines = center.stream("/audit-events/export")) {
            Files.copy(lines, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure("cannot export to " + output + ": " + AtomicFile.reason(e), e);
        } finally {
            remove(part);
        }
        return 0;
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            System.err.println("plimsoll: " + part + " could not be removed: " + AtomicFile.reason(e));
        }
    }
}
