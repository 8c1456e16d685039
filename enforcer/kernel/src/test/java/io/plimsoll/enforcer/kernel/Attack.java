package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.ExecVerdict.Reason;
import io.plimsoll.enforcer.kernel.TestContainer.Result;
import java.util.List;

/// Ways to execute what the image does not hold, each with the answer that it must get under an enforcing gate.
/// Without a gate each of them runs: [ExecGateIT] shows that, too.
enum Attack {
    NEW_FILE(By.GATE, Reason.NEW_FILE, "copy /bin/ok /tmp/new", "exec /tmp/new"),
    NEW_FILE_BY_DESCRIPTOR(By.GATE, Reason.NEW_FILE, "copy /bin/ok /tmp/new", "exec-descriptor /tmp/new"),
    NEW_SCRIPT(By.GATE, Reason.NEW_FILE, "script /tmp/script"),
    OVERWRITTEN(By.GATE, Reason.MODIFIED, "overwrite /bin/ok /bin/victim", "exec /bin/victim"),
    OVERWRITTEN_AFTER_IT_RAN(
            By.GATE, Reason.MODIFIED, "exec /bin/victim", "overwrite /bin/ok /bin/victim", "exec /bin/victim"),
    WRITTEN_THROUGH_A_MAPPING(By.GATE, Reason.MODIFIED, "write-mapped /bin/victim /bin/ok"),
    WRITTEN_THROUGH_A_MAPPING_AFTER_IT_RAN(
            By.EITHER, Reason.MODIFIED, "exec /bin/victim", "write-mapped /bin/victim /bin/ok"),
    COPIED_UP_WITH_THE_SAME_CONTENT(By.GATE, Reason.MODIFIED, "chmod /bin/victim", "exec /bin/victim"),
    COPIED_UP_AFTER_IT_RAN(By.SENTINEL, Reason.MODIFIED, "exec /bin/victim", "chmod /bin/victim", "exec /bin/victim"),
    REPLACED(By.GATE, Reason.MODIFIED, "copy /bin/ok /tmp/new", "rename /tmp/new /bin/victim", "exec /bin/victim"),
    RENAMED(By.GATE, Reason.RENAMED_OR_LINKED, "rename /bin/victim /bin/renamed", "exec /bin/renamed"),
    RENAMED_AFTER_IT_RAN(
            By.SENTINEL, Reason.MODIFIED, "exec /bin/victim", "rename /bin/victim /bin/renamed", "exec /bin/renamed"),
    LINKED(By.GATE, Reason.RENAMED_OR_LINKED, "link /bin/victim /bin/linked", "exec /bin/linked"),
    DELETED(By.GATE, Reason.DELETED, "copy /bin/ok /tmp/new", "deleted /tmp/new"),
    DELETED_FROM_THE_IMAGE(By.GATE, Reason.DELETED, "deleted /bin/victim"),
    NEVER_NAMED(By.GATE, Reason.DELETED, "unnamed /tmp /bin/ok"),
    MEMFD(By.SENTINEL, Reason.IN_MEMORY, "memfd /bin/ok"),
    MEMFD_OUTSIDE_OF_THE_CGROUP(By.SENTINEL, Reason.IN_MEMORY, "leave-cgroup /bin/ok"),
    MOUNTED_BEFORE(By.SENTINEL, Reason.NOT_ON_IMAGE_FILE_SYSTEM, "copy /bin/ok /dev/shm/new", "exec /dev/shm/new"),
    MOUNTED_IN_A_NEW_NAMESPACE(By.SENTINEL, Reason.NOT_ON_IMAGE_FILE_SYSTEM, "tmpfs /bin/ok"),
    MOUNTED_AS_A_NEW_ROOT(By.SENTINEL, Reason.NOT_ON_IMAGE_FILE_SYSTEM, "tmpfs-chroot /bin/ok"),
    BOUND_OVER_AN_IMAGE_FILE(By.GATE, Reason.RENAMED_OR_LINKED, "copy /bin/ok /tmp/new", "bind /tmp/new /bin/victim");

    /// Which layer stops it. Either: whoever comes first, the close of the written file or its execution.
    enum By {
        GATE,
        SENTINEL,
        EITHER
    }

    private final By by;
    private final Reason reason;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> steps;

    Attack(By by, Reason reason, String... steps) {
        this.by = by;
        this.reason = reason;
        this.steps = List.of(steps);
    }

    /// Takes all steps; the last one is the execution that counts.
    Result on(TestContainer container) throws Exception {
        Result last = new Result(0, "");
        for (String step : steps) {
            last = container.attack(step.split(" "));
        }
        return last;
    }

    Reason reason() {
        return reason;
    }

    /// Whether an attack ended as it must under an enforcing gate.
    boolean isStoppedBy(Result result) {
        return switch (by) {
            case GATE -> result.equals(TestContainer.REFUSED);
            case SENTINEL -> result.equals(TestContainer.KILLED);
            case EITHER -> result.equals(TestContainer.REFUSED) || result.equals(TestContainer.KILLED);
        };
    }
}
