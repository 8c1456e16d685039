package io.plimsoll.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// A secret that somebody hands over where no list of processes shows it.
public final class StandardInput {
    private StandardInput() {}

    /// The first line.
    ///
    /// @param option that asked for it
    public static String line(String option) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw new CommandFailure(option + " was given, but standard input is empty");
            }
            return line;
        } catch (IOException e) {
            throw new CommandFailure(option + " was given, but standard input cannot be read", e);
        }
    }
}
