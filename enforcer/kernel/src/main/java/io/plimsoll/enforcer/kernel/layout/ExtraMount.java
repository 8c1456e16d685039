package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct extra_mount` of `events.h`.
public final class ExtraMount {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_LONG.withName("root_inode"), JAVA_INT.withName("device"), JAVA_INT.withName("padding"))
            .withName("extra_mount");

    private static final long ROOT_INODE = LAYOUT.byteOffset(groupElement("root_inode"));
    private static final long DEVICE = LAYOUT.byteOffset(groupElement("device"));

    private ExtraMount() {}

    public static void write(MemorySegment into, long at, long device, long rootInode) {
        into.set(JAVA_LONG, at + ROOT_INODE, rootInode);
        into.set(JAVA_INT, at + DEVICE, Math.toIntExact(device));
    }
}
