package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct open_how`: how `openat2` is to walk a path.
public final class OpenHow {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_LONG.withName("flags"), JAVA_LONG.withName("mode"), JAVA_LONG.withName("resolve"))
            .withName("open_how");

    /// No symbolic link is followed, in no component of the path.
    public static final long RESOLVE_NO_SYMLINKS = 0x04;

    /// The starting folder is the root: `..` and absolute links stay inside.
    public static final long RESOLVE_IN_ROOT = 0x10;

    private static final long FLAGS = LAYOUT.byteOffset(groupElement("flags"));
    private static final long RESOLVE = LAYOUT.byteOffset(groupElement("resolve"));

    private OpenHow() {}

    public static MemorySegment of(Arena arena, long flags, long resolve) {
        MemorySegment how = arena.allocate(LAYOUT);
        how.set(JAVA_LONG, FLAGS, flags);
        how.set(JAVA_LONG, RESOLVE, resolve);
        return how;
    }
}
