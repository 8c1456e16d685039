package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct drift_event` of `events.h`: what the sentinel writes into its ring buffer.
///
/// @param bootNanoseconds nanoseconds after boot, time asleep included
/// @param drift `enum drift`
/// @param use `enum use_of_file`
/// @param outcome `enum outcome`
public record DriftEvent(
        long bootNanoseconds,
        int pid,
        int parentPid,
        int uid,
        int drift,
        int use,
        int outcome,
        String containerId,
        String command,
        String path) {
    private static final int CONTAINER_ID_LENGTH = 64;
    private static final int COMM_LENGTH = 16;
    private static final int PATH_LENGTH = 256;

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_LONG.withName("boot_nanoseconds"),
                    JAVA_INT.withName("pid"),
                    JAVA_INT.withName("parent_pid"),
                    JAVA_INT.withName("uid"),
                    JAVA_INT.withName("drift"),
                    JAVA_INT.withName("use"),
                    JAVA_INT.withName("outcome"),
                    MemoryLayout.sequenceLayout(CONTAINER_ID_LENGTH, JAVA_BYTE).withName("container_id"),
                    MemoryLayout.sequenceLayout(COMM_LENGTH, JAVA_BYTE).withName("comm"),
                    MemoryLayout.sequenceLayout(PATH_LENGTH, JAVA_BYTE).withName("path"))
            .withName("drift_event");

    public static DriftEvent read(MemorySegment from) {
        return new DriftEvent(
                from.get(JAVA_LONG, offset("boot_nanoseconds")),
                from.get(JAVA_INT, offset("pid")),
                from.get(JAVA_INT, offset("parent_pid")),
                from.get(JAVA_INT, offset("uid")),
                from.get(JAVA_INT, offset("drift")),
                from.get(JAVA_INT, offset("use")),
                from.get(JAVA_INT, offset("outcome")),
                FixedText.read(from, offset("container_id"), CONTAINER_ID_LENGTH),
                FixedText.read(from, offset("comm"), COMM_LENGTH),
                FixedText.read(from, offset("path"), PATH_LENGTH));
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(groupElement(field));
    }
}
