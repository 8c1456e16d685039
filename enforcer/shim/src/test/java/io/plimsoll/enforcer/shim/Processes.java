package io.plimsoll.enforcer.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Questions about processes that are no children of the test.
final class Processes {
    private Processes() {}

    /// Whether a process runs. One that has ended and that nobody has collected yet does not, though it has a number.
    static boolean isRunning(long pid) throws IOException {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .contains("State:\tZ");
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // "No such process": it ended while its file was read.
            return Files.exists(Path.of("/proc", Long.toString(pid)));
        }
    }

    static void awaitEnd(long pid) throws IOException, InterruptedException {
        while (isRunning(pid)) {
            Thread.sleep(5);
        }
    }
}
