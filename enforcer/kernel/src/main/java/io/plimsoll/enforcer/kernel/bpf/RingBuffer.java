package io.plimsoll.enforcer.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/// Reads a BPF ring buffer (kernel: `Documentation/bpf/ringbuf.rst`). Programs in the kernel write, one thread of
/// ours reads.
///
/// The memory is the kernel's: a page with the reader's position, a page with the writers' position, and the data,
/// mapped twice in a row so that a record is never torn at the end. Each record has a header of 8 bytes, whose
/// first four hold its length and two flags. Positions only grow.
public final class RingBuffer {
    private static final VarHandle POSITION = JAVA_LONG.varHandle();
    private static final VarHandle LENGTH = JAVA_INT.varHandle();
    private static final int STILL_WRITING = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER = 8;

    private final MemorySegment reader;
    private final MemorySegment writers;
    private final MemorySegment data;
    private final long mask;

    /// @param reader the page that we write to
    /// @param writers the page with the writers' position
    /// @param data the data, mapped twice
    RingBuffer(MemorySegment reader, MemorySegment writers, MemorySegment data) {
        this.reader = reader;
        this.writers = writers;
        this.data = data;
        this.mask = data.byteSize() / 2 - 1;
    }

    /// Hands over every record that is complete. A record that is still being written ends the turn: order is kept.
    ///
    /// @param record gets memory that is valid only during the call
    public void drain(Consumer<MemorySegment> record) {
        long read = (long) POSITION.getAcquire(reader, 0L);
        while (read < (long) POSITION.getAcquire(writers, 0L)) {
            long at = read & mask;
            int header = (int) LENGTH.getAcquire(data, at);
            if ((header & STILL_WRITING) != 0) {
                return;
            }
            int length = header & ~DISCARDED;
            if ((header & DISCARDED) == 0) {
                record.accept(data.asSlice(at + HEADER, length));
            }
            read += (length + HEADER + 7) & ~7;
            POSITION.setRelease(reader, 0L, read);
        }
    }
}
