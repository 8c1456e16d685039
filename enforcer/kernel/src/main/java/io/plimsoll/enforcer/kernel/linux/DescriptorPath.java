package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Writes `/proc/self/fd/N` into memory of its own, again and again, without garbage. For one thread; each call
/// overwrites the answer of the one before.
final class DescriptorPath {
    private static final byte[] FOLDER = "/proc/self/fd/".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 10;

    private final MemorySegment path;

    DescriptorPath(Arena arena) {
        path = arena.allocate(FOLDER.length + MOST_DIGITS + 1L);
        MemorySegment.copy(FOLDER, 0, path, JAVA_BYTE, 0, FOLDER.length);
    }

    MemorySegment of(int fd) {
        int end = FOLDER.length + digits(fd);
        path.set(JAVA_BYTE, end, (byte) 0);
        int rest = fd;
        for (int at = end - 1; at >= FOLDER.length; at--) {
            path.set(JAVA_BYTE, at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return path;
    }

    private static int digits(int number) {
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
