package io.plimsoll.advisories.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;

/// Builds one record. Numbers are unsigned LEB128, texts are UTF-8 after their length, lists follow their count.
final class RecordWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    RecordWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a negative number cannot be written: " + value);
        }
        long rest = value;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    RecordWriter text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes after their length.
    RecordWriter block(byte[] block) {
        return number(block.length).raw(block);
    }

    RecordWriter raw(byte[] raw) {
        bytes.writeBytes(raw);
        return this;
    }

    /// The buffer itself does not move.
    RecordWriter raw(ByteBuffer raw) {
        byte[] copy = new byte[raw.remaining()];
        raw.duplicate().get(copy);
        return raw(copy);
    }

    RecordWriter block(ByteBuffer block) {
        return number(block.remaining()).raw(block);
    }

    <T> RecordWriter list(Collection<T> items, BiConsumer<RecordWriter, T> each) {
        number(items.size());
        items.forEach(item -> each.accept(this, item));
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
