package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.ExecVerdict.Caller;
import io.plimsoll.enforcer.kernel.linux.Proc;

/// Looks up who is calling, while the kernel holds the caller.
final class Callers {
    private static final int REAL_USER = 0;

    private Callers() {}

    static Caller of(long pid) {
        return new Caller(
                pid,
                Proc.status(pid, "Name").orElse(""),
                Proc.status(pid, "Uid")
                        .map(ids -> Long.valueOf(ids.split("\t")[REAL_USER]))
                        .orElse(-1L),
                Proc.status(pid, "PPid").map(Long::valueOf).orElse(0L));
    }
}
