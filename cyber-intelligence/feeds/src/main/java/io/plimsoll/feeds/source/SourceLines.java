package io.plimsoll.feeds.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a text file, packed or not, none of them longer than a limit.
public final class SourceLines implements AutoCloseable {
    private static final int MAX_LINE = 1 << 16;
    private static final long MAX_BYTES = 1L << 30;

    private final Path file;
    private final Reader reader;
    private final StringBuilder line = new StringBuilder();

    private SourceLines(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /// @throws UnreadableSourceException if the file cannot be opened
    public static SourceLines open(Path file) {
        try {
            InputStream in = SourceFile.open(file, MAX_BYTES);
            return new SourceLines(
                    file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16));
        } catch (IOException e) {
            throw new UnreadableSourceException(file.getFileName().toString(), e);
        }
    }

    /// The next line without its end, or null after the last one.
    ///
    /// @throws UnreadableSourceException if the file breaks off or the line is too long
    public @Nullable String next() {
        try {
            return read();
        } catch (IOException e) {
            throw new UnreadableSourceException(file.getFileName().toString(), e);
        }
    }

    private @Nullable String read() throws IOException {
        line.setLength(0);
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                return withoutCarriageReturn();
            }
            line.append((char) c);
            if (line.length() > MAX_LINE) {
                throw new IOException("a line has more than " + MAX_LINE + " characters");
            }
        }
        return line.isEmpty() ? null : withoutCarriageReturn();
    }

    private String withoutCarriageReturn() {
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UnreadableSourceException(file.getFileName().toString(), e);
        }
    }
}
