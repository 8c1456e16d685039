package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Text in a C array of fixed size, ended by a zero byte unless the array is full.
final class FixedText {
    private FixedText() {}

    static String read(MemorySegment from, long at, int size) {
        byte[] bytes = from.asSlice(at, size).toArray(JAVA_BYTE);
        int length = 0;
        while (length < size && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
