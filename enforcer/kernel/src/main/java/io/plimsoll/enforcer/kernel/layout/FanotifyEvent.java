package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct fanotify_event_metadata`: one event as it is read from a fanotify group.
public final class FanotifyEvent {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_INT.withName("event_len"),
                    JAVA_BYTE.withName("vers"),
                    JAVA_BYTE.withName("reserved"),
                    JAVA_SHORT.withName("metadata_len"),
                    JAVA_LONG.withName("mask"),
                    JAVA_INT.withName("fd"),
                    JAVA_INT.withName("pid"))
            .withName("fanotify_event_metadata");

    /// FANOTIFY_METADATA_VERSION.
    public static final byte VERSION = 3;

    private static final long LENGTH = offset("event_len");
    private static final long VERS = offset("vers");
    private static final long MASK = offset("mask");
    private static final long FD = offset("fd");
    private static final long PID = offset("pid");

    private FanotifyEvent() {}

    public static int length(MemorySegment events, long at) {
        return events.get(JAVA_INT, at + LENGTH);
    }

    public static byte version(MemorySegment events, long at) {
        return events.get(JAVA_BYTE, at + VERS);
    }

    public static long mask(MemorySegment events, long at) {
        return events.get(JAVA_LONG, at + MASK);
    }

    /// The descriptor of the file, opened in the reading process, which must close it; negative if there is none.
    public static int fd(MemorySegment events, long at) {
        return events.get(JAVA_INT, at + FD);
    }

    public static int pid(MemorySegment events, long at) {
        return events.get(JAVA_INT, at + PID);
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(groupElement(field));
    }
}
