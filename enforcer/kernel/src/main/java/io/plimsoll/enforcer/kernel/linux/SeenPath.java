package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The path of an open file as the kernel shows it in `/proc/self/fd`, in its raw bytes: file names need not be
/// text. For a file in a container the path begins at the root of the container's mount namespace. For one thread;
/// each [#read] overwrites the path before.
public final class SeenPath {
    private static final int LONGEST = 4096;
    private static final byte[] DELETED = " (deleted)".getBytes(StandardCharsets.US_ASCII);

    private final MemorySegment bytes;
    private final DescriptorPath descriptorPath;
    private long start;
    private long end;

    public SeenPath(Arena arena) {
        bytes = arena.allocate(LONGEST);
        descriptorPath = new DescriptorPath(arena);
    }

    /// Reads the path of an open file.
    ///
    /// @return false if there is no absolute path, or one too long to be sure of its end
    public boolean read(int fd) {
        start = 0;
        end = Math.max(0, Libc.readlink(descriptorPath.of(fd), bytes));
        return end > 0 && end < LONGEST && bytes.get(JAVA_BYTE, 0) == '/';
    }

    /// Leaves out a leading folder, if the path lies in it: the place where the container's root is mounted.
    public void leaveOut(byte[] folder) {
        if (end > folder.length && bytes.get(JAVA_BYTE, folder.length) == '/' && startsWith(folder)) {
            start = folder.length;
        }
    }

    /// Whether the kernel says that the name is gone. A file may be called so, too; it is then treated as gone.
    public boolean isDeleted() {
        return end - start >= DELETED.length
                && MemorySegment.mismatch(
                                bytes, end - DELETED.length, end, MemorySegment.ofArray(DELETED), 0, DELETED.length)
                        == -1;
    }

    public boolean equalTo(SeenPath other) {
        return MemorySegment.mismatch(bytes, start, end, other.bytes, other.start, other.end) == -1;
    }

    /// The bytes of the path, beginning with a slash, not ended by a zero byte.
    MemorySegment bytes() {
        return bytes.asSlice(start, end - start);
    }

    /// For people: what is not UTF-8 is replaced.
    @Override
    public String toString() {
        return new String(bytes().toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private boolean startsWith(byte[] folder) {
        return MemorySegment.mismatch(bytes, 0, folder.length, MemorySegment.ofArray(folder), 0, folder.length) == -1;
    }
}
