package io.plimsoll.enforcer.kernel.bpf;

import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.linux.Libc;
import java.lang.foreign.MemorySegment;

/// The memory of a BPF ring buffer, mapped into this process; unmapped when closed. Nobody may read it after that.
public final class RingBufferMapping implements AutoCloseable {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int PAGE = 4096;

    private final MemorySegment reader;
    private final MemorySegment rest;

    /// @param ringBuffer the map
    /// @param size the map's `max_entries`
    public RingBufferMapping(Fd ringBuffer, long size) {
        reader = map(ringBuffer, PAGE, PROT_READ | PROT_WRITE, 0);
        rest = map(ringBuffer, PAGE + 2 * size, PROT_READ, PAGE);
    }

    public RingBuffer ringBuffer() {
        return new RingBuffer(reader, rest.asSlice(0, PAGE), rest.asSlice(PAGE));
    }

    private static MemorySegment map(Fd file, long size, int protection, long offset) {
        long address = Libc.mmap(size, protection, MAP_SHARED, file.number(), offset);
        CallFailed.check("mmap(ring buffer, " + size + ")", address);
        return MemorySegment.ofAddress(address).reinterpret(size);
    }

    @Override
    public void close() {
        Libc.munmap(reader);
        Libc.munmap(rest);
    }
}
