package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct pid_namespace_gate` of `events.h`.
public final class PidNamespaceGate {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_LONG.withName("gate"), JAVA_LONG.withName("first_process_ticks"))
            .withName("pid_namespace_gate");

    private static final long GATE = LAYOUT.byteOffset(groupElement("gate"));
    private static final long TICKS = LAYOUT.byteOffset(groupElement("first_process_ticks"));

    private PidNamespaceGate() {}

    public static void write(MemorySegment into, long gate, long firstProcessTicks) {
        into.set(JAVA_LONG, GATE, gate);
        into.set(JAVA_LONG, TICKS, firstProcessTicks);
    }

    public static long gate(MemorySegment from) {
        return from.get(JAVA_LONG, GATE);
    }
}
