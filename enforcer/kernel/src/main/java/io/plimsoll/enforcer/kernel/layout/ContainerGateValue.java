package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.PathElement.sequenceElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;

/// `struct container_gate` of `events.h`: what one container may execute, as the sentinel reads it.
public final class ContainerGateValue {
    /// MAX_EXTRA_MOUNTS.
    public static final int MAX_EXTRA_MOUNTS = 16;

    /// CONTAINER_ID_LENGTH.
    public static final int CONTAINER_ID_LENGTH = 64;

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(CONTAINER_ID_LENGTH, JAVA_BYTE).withName("container_id"),
                    JAVA_LONG.withName("first_process_ticks"),
                    JAVA_INT.withName("first_process"),
                    JAVA_INT.withName("overlay_device"),
                    JAVA_INT.withName("exec_mode"),
                    JAVA_INT.withName("mapping_mode"),
                    JAVA_INT.withName("extra_count"),
                    JAVA_INT.withName("padding"),
                    MemoryLayout.sequenceLayout(MAX_EXTRA_MOUNTS, ExtraMount.LAYOUT)
                            .withName("extra"))
            .withName("container_gate");

    private static final long CONTAINER_ID = offset("container_id");
    private static final long FIRST_PROCESS_TICKS = offset("first_process_ticks");
    private static final long FIRST_PROCESS = offset("first_process");
    private static final long OVERLAY_DEVICE = offset("overlay_device");
    private static final long EXEC_MODE = offset("exec_mode");
    private static final long MAPPING_MODE = offset("mapping_mode");
    private static final long EXTRA_COUNT = offset("extra_count");

    private ContainerGateValue() {}

    /// Writes everything but the first process and the extra mounts. Modes are those of `enum gate_mode`: 0 off, 1
    /// audit, 2 enforce.
    public static void write(MemorySegment into, String containerId, long device, int execMode, int mappingMode) {
        MemorySegment.copy(
                containerId.getBytes(StandardCharsets.US_ASCII),
                0,
                into,
                JAVA_BYTE,
                CONTAINER_ID,
                containerId.length());
        into.set(JAVA_INT, OVERLAY_DEVICE, Math.toIntExact(device));
        into.set(JAVA_INT, EXEC_MODE, execMode);
        into.set(JAVA_INT, MAPPING_MODE, mappingMode);
    }

    /// Adds an extra mount at the next free place.
    public static void add(MemorySegment into, long device, long rootInode) {
        int count = into.get(JAVA_INT, EXTRA_COUNT);
        ExtraMount.write(into, LAYOUT.byteOffset(groupElement("extra"), sequenceElement(count)), device, rootInode);
        into.set(JAVA_INT, EXTRA_COUNT, count + 1);
    }

    /// Writes which process the container began with.
    public static void writeFirstProcess(MemorySegment into, long pid, long startTicks) {
        into.set(JAVA_INT, FIRST_PROCESS, Math.toIntExact(pid));
        into.set(JAVA_LONG, FIRST_PROCESS_TICKS, startTicks);
    }

    public static long firstProcess(MemorySegment from) {
        return from.get(JAVA_INT, FIRST_PROCESS);
    }

    public static long firstProcessTicks(MemorySegment from) {
        return from.get(JAVA_LONG, FIRST_PROCESS_TICKS);
    }

    public static String containerId(MemorySegment from) {
        return FixedText.read(from, CONTAINER_ID, CONTAINER_ID_LENGTH);
    }

    public static int mappingMode(MemorySegment from) {
        return from.get(JAVA_INT, MAPPING_MODE);
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(groupElement(field));
    }
}
