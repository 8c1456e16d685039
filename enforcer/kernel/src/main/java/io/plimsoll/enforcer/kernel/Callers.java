package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.ExecVerdict.Caller;
import io.plimsoll.enforcer.kernel.linux.Proc;
import java.io.UncheckedIOException;
import java.util.Map;

/// Looks up who is calling, while the kernel holds the caller.
final class Callers {
    private static final int REAL_USER = 0;

    private Callers() {}

    /// Never throws: a verdict without its caller is better than none.
    static Caller of(long pid) {
        Map<String, String> status = statusOf(pid);
        return new Caller(
                pid,
                status.getOrDefault("Name", ""),
                Long.parseLong(status.getOrDefault("Uid", "-1").split("\t")[REAL_USER]),
                Long.parseLong(status.getOrDefault("PPid", "0")));
    }

    private static Map<String, String> statusOf(long pid) {
        try {
            return Proc.status(pid);
        } catch (UncheckedIOException _) {
            return Map.of();
        }
    }
}
