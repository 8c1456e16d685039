package io.plimsoll.center.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs one program of PostgreSQL to its end.
final class Command {
    private Command() {}

    /// @throws DatabaseFailure with what the program said, if it ends otherwise than well
    static void run(List<String> command, String failure) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new DatabaseFailure(failure + ": " + command.getFirst() + " ended with " + exit + ": " + said);
            }
        } catch (IOException e) {
            throw new DatabaseFailure(failure + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure(failure + ": interrupted", e);
        }
    }
}
