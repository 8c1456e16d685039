package io.plimsoll.enforcer.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Plays the kernel's side on memory of our own: a data area of 64 bytes, seen twice.
class RingBufferTest {
    private static final int SIZE = 64;
    private static final int STILL_WRITING = 1 << 31;
    private static final int DISCARDED = 1 << 30;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment reader = arena.allocate(JAVA_LONG);
    private final MemorySegment writers = arena.allocate(JAVA_LONG);
    private final MemorySegment data = arena.allocate(2 * SIZE, 8);
    private final RingBuffer buffer = new RingBuffer(reader, writers, data);
    private long written;

    @Test
    void handsOverNothingFromEmptyBuffer() {
        assertThat(drain()).isEmpty();
    }

    @Test
    void handsOverRecordsInOrder() {
        write("first", 0);
        write("second", 0);
        assertThat(drain()).containsExactly("first", "second");
        assertThat(drain()).isEmpty();
        assertThat(reader.get(JAVA_LONG, 0)).isEqualTo(written);
    }

    @Test
    void skipsDiscardedRecords() {
        write("first", 0);
        write("second", DISCARDED);
        write("third", 0);
        assertThat(drain()).containsExactly("first", "third");
    }

    @Test
    void waitsForRecordThatIsStillBeingWritten() {
        write("first", 0);
        long at = write("second", STILL_WRITING);
        write("third", 0);
        assertThat(drain()).containsExactly("first");
        setHeader(at, 6);
        assertThat(drain()).containsExactly("second", "third");
    }

    @Test
    void readsRecordThatCrossesTheEnd() {
        for (int turn = 0; turn < 50; turn++) {
            write("record " + turn, 0);
            assertThat(drain()).containsExactly("record " + turn);
        }
    }

    private long write(String text, int flags) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        long at = written % SIZE;
        for (int index = 0; index < bytes.length; index++) {
            setByte((at + 8 + index) % SIZE, bytes[index]);
        }
        setHeader(at, bytes.length | flags);
        written += (bytes.length + 8 + 7) & ~7;
        writers.set(JAVA_LONG, 0, written);
        return at;
    }

    private void setByte(long at, byte value) {
        data.set(JAVA_BYTE, at, value);
        data.set(JAVA_BYTE, at + SIZE, value);
    }

    private void setHeader(long at, int header) {
        data.set(JAVA_INT, at, header);
        data.set(JAVA_INT, at + SIZE, header);
    }

    private List<String> drain() {
        List<String> records = new ArrayList<>();
        buffer.drain(record -> records.add(new String(record.toArray(JAVA_BYTE), StandardCharsets.US_ASCII)));
        return records;
    }
}
