package io.plimsoll.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Secrets that somebody hands over where no list of processes shows them, one a line.
public final class StandardInput {
    private static final int LONGEST_LINE = 65_536;

    private StandardInput() {}

    /// The next line.
    ///
    /// @param option that asked for it
    public static String line(String option) {
        return next(option).orElseThrow(() -> new CommandFailure(option + " was given, but standard input is empty"));
    }

    /// The next line, unless it is empty or there is none. Takes not a byte of the line after it.
    ///
    /// @param option that asked for it
    public static Optional<String> next(String option) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int read = System.in.read(); read >= 0 && read != '\n'; read = System.in.read()) {
                line.write(read);
                if (line.size() > LONGEST_LINE) {
                    throw new CommandFailure(option + " was given, but the line on standard input has more than "
                            + LONGEST_LINE + " bytes");
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(option + " was given, but standard input cannot be read", e);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)
                .filter(t -> !t.isEmpty());
    }
}
