package io.plimsoll.enforcer.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Errno;
import io.plimsoll.enforcer.kernel.linux.Fd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A BPF map whose keys are numbers. Owns its descriptor.
public final class BpfMap implements AutoCloseable {
    private final Fd map;
    private final MemoryLayout key;
    private final MemoryLayout value;

    /// @param key the layout of the key, `JAVA_INT` or `JAVA_LONG`
    public BpfMap(Fd map, MemoryLayout key, MemoryLayout value) {
        this.map = map;
        this.key = key;
        this.value = value;
    }

    public Fd descriptor() {
        return map;
    }

    /// Adds or replaces one entry, as a whole: a reader in the kernel sees the old value or the new one.
    ///
    /// @param write fills in the value, which begins as zeros
    public void put(long number, Consumer<MemorySegment> write) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = arena.allocate(value);
            write.accept(content);
            int result = LibBpf.update(map.number(), key(arena, number), content);
            CallFailed.check("bpf_map_update_elem(" + number + ")", result);
        }
    }

    public <T> Optional<T> get(long number, Function<MemorySegment, T> read) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = arena.allocate(value);
            int result = LibBpf.lookUp(map.number(), key(arena, number), content);
            if (-result == Errno.ENOENT) {
                return Optional.empty();
            }
            CallFailed.check("bpf_map_lookup_elem(" + number + ")", result);
            return Optional.of(read.apply(content));
        }
    }

    /// Removes one entry, if it is there.
    public void remove(long number) {
        try (Arena arena = Arena.ofConfined()) {
            int result = LibBpf.delete(map.number(), key(arena, number));
            if (-result != Errno.ENOENT) {
                CallFailed.check("bpf_map_delete_elem(" + number + ")", result);
            }
        }
    }

    /// Removes every entry whose value, read as a number, is this one.
    public void removeWhere(ToLongFunction<MemorySegment> read, long wanted) {
        for (long number : keys()) {
            if (get(number, read::applyAsLong).filter(found -> found == wanted).isPresent()) {
                remove(number);
            }
        }
    }

    /// The keys of this moment; while others write, some may be missed.
    public List<Long> keys() {
        List<Long> keys = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment next = arena.allocate(key);
            int result = LibBpf.nextKey(map.number(), MemorySegment.NULL, next);
            while (result == 0) {
                keys.add(number(next));
                result = LibBpf.nextKey(map.number(), next, next);
            }
            if (-result != Errno.ENOENT) {
                CallFailed.check("bpf_map_get_next_key", result);
            }
            return keys;
        }
    }

    private MemorySegment key(Arena arena, long number) {
        MemorySegment segment = arena.allocate(key);
        if (key.byteSize() == Integer.BYTES) {
            segment.set(JAVA_INT, 0, (int) number);
        } else {
            segment.set(JAVA_LONG, 0, number);
        }
        return segment;
    }

    private long number(MemorySegment segment) {
        return key.byteSize() == Integer.BYTES
                ? Integer.toUnsignedLong(segment.get(JAVA_INT, 0))
                : segment.get(JAVA_LONG, 0);
    }

    @Override
    public void close() {
        map.close();
    }
}
