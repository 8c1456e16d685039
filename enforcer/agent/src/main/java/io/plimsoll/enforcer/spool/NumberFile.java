package io.plimsoll.enforcer.spool;

import io.plimsoll.enforcer.disk.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One number on the disk. Belongs to one thread.
final class NumberFile {
    private final WholeFile file;
    private @Nullable Long known;

    NumberFile(Path path) {
        file = new WholeFile(path, 32);
    }

    /// The number; 0 if there is none. What is no number counts as none.
    long read() {
        Long number = known;
        if (number == null) {
            number = file.read().map(NumberFile::parse).orElse(0L);
            known = number;
        }
        return number;
    }

    void write(long number) {
        file.write(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        known = number;
    }

    private static long parse(byte[] text) {
        try {
            return Long.parseLong(new String(text, StandardCharsets.US_ASCII).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
