package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct statx`, with the fields that we read; the same on every architecture, unlike `struct stat`.
public final class Statx {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_INT.withName("stx_mask"),
                    MemoryLayout.paddingLayout(12),
                    JAVA_INT.withName("stx_nlink"),
                    MemoryLayout.paddingLayout(8),
                    JAVA_SHORT.withName("stx_mode"),
                    MemoryLayout.paddingLayout(2),
                    JAVA_LONG.withName("stx_ino"),
                    MemoryLayout.paddingLayout(96),
                    JAVA_INT.withName("stx_dev_major"),
                    JAVA_INT.withName("stx_dev_minor"),
                    JAVA_LONG.withName("stx_mnt_id"),
                    MemoryLayout.paddingLayout(104))
            .withName("statx");

    /// STATX_TYPE, STATX_NLINK, STATX_INO and STATX_MNT_ID (Linux 5.8).
    public static final int WANTED = 0x0001 | 0x0004 | 0x0100 | 0x1000;

    private static final int STATX_MNT_ID = 0x1000;
    private static final int TYPE_MASK = 0xF000;
    private static final int TYPE_REGULAR = 0x8000;

    private static final long MASK = offset("stx_mask");
    private static final long LINKS = offset("stx_nlink");
    private static final long MODE = offset("stx_mode");
    private static final long INODE = offset("stx_ino");
    private static final long DEVICE_MAJOR = offset("stx_dev_major");
    private static final long DEVICE_MINOR = offset("stx_dev_minor");
    private static final long MOUNT = offset("stx_mnt_id");

    private Statx() {}

    public static int links(MemorySegment status) {
        return status.get(JAVA_INT, LINKS);
    }

    public static boolean isRegularFile(MemorySegment status) {
        return (status.get(JAVA_SHORT, MODE) & TYPE_MASK) == TYPE_REGULAR;
    }

    public static long inode(MemorySegment status) {
        return status.get(JAVA_LONG, INODE);
    }

    /// The device in the kernel's own encoding, `major << 20 | minor`, as our BPF programs and mountinfo show it.
    public static long device(MemorySegment status) {
        return ((long) status.get(JAVA_INT, DEVICE_MAJOR) << 20) | status.get(JAVA_INT, DEVICE_MINOR);
    }

    /// The id of the mount through which the file was reached, as in the first field of mountinfo; -1 where the
    /// kernel does not tell.
    public static long mount(MemorySegment status) {
        return (status.get(JAVA_INT, MASK) & STATX_MNT_ID) == 0 ? -1 : status.get(JAVA_LONG, MOUNT);
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(groupElement(field));
    }
}
