package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.ExecVerdict.Decision;
import io.plimsoll.enforcer.kernel.ExecVerdict.FileUse;
import io.plimsoll.enforcer.kernel.ExecVerdict.Reason;
import io.plimsoll.enforcer.kernel.ExecutableRule.Place;
import io.plimsoll.enforcer.kernel.GatedRoot.GatedMount;
import io.plimsoll.enforcer.kernel.linux.Fanotify;
import io.plimsoll.enforcer.kernel.linux.OpenFile;
import io.plimsoll.enforcer.kernel.overlay.LayeredFile;
import io.plimsoll.enforcer.kernel.overlay.Origin;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Decides about one execution after the other, for the containers that it knows. The caller of `execve` waits
/// meanwhile, so this opens nothing on a watched file system by name, reads no content, logs nothing, calls nobody.
/// For the gate's thread alone.
final class ExecJudge implements AutoCloseable {
    private final Fanotify group;
    private final Direction undecided;
    private final VerdictQueue verdicts;
    private final AuditedCalls audited;
    private final IntSupplier keeper;
    private final Clock clock;
    private final long self = ProcessHandle.current().pid();

    private final LayeredFile file = new LayeredFile();
    private final Map<Long, GatedRoot> byDevice = new HashMap<>();
    private final Map<Long, GatedRoot> byMount = new HashMap<>();

    /// @param group in which allowed files are marked
    /// @param undecided the answer for unknown containers, and where judging fails
    /// @param keeper the process id of the keeper, -1 without one
    ExecJudge(
            Fanotify group,
            Direction undecided,
            VerdictQueue verdicts,
            AuditedCalls audited,
            IntSupplier keeper,
            Clock clock) {
        this.group = group;
        this.undecided = undecided;
        this.verdicts = verdicts;
        this.audited = audited;
        this.keeper = keeper;
        this.clock = clock;
    }

    /// Knows a container from now on, in the place of an older gate of its.
    void know(GatedRoot root) {
        forget(root.containerId());
        byDevice.put(root.device(), root);
        root.mounts().stream().map(GatedMount::id).forEach(id -> byMount.put(id, root));
    }

    void forget(String containerId) {
        byDevice.values().removeIf(root -> root.containerId().equals(containerId));
        byMount.values().removeIf(root -> root.containerId().equals(containerId));
    }

    /// Whether this process may execute the file that lies open under this descriptor. Never throws.
    boolean allows(int fd, long pid) {
        if (pid == self || pid == keeper.getAsInt()) {
            return true;
        }
        GatedRoot image;
        GatedRoot mounted;
        try {
            OpenFile opened = file.look(fd);
            image = byDevice.get(opened.device());
            mounted = byMount.get(opened.mount());
        } catch (RuntimeException _) {
            return concludeWithout(Reason.CANNOT_JUDGE, pid);
        }
        if (image != null) {
            return conclude(image, reasonOr(() -> reasonOnImage(image, fd)), pid);
        }
        if (mounted != null) {
            return conclude(mounted, reasonOr(() -> reasonOnMount(mounted)), pid);
        }
        return concludeWithout(Reason.UNKNOWN_CONTAINER, pid);
    }

    /// The direction of a failure is chosen in [#conclude], with all others.
    private static Reason reasonOr(Supplier<Reason> judgement) {
        try {
            return judgement.get();
        } catch (RuntimeException _) {
            return Reason.CANNOT_JUDGE;
        }
    }

    private Reason reasonOnImage(GatedRoot root, int fd) {
        Origin origin = file.originIn(root.layers());
        if (origin == Origin.IMAGE && !root.gate().rule().permits(file.path(), Place.IMAGE)) {
            return Reason.NOT_IN_PROFILE;
        }
        return origin == Origin.IMAGE ? allowFromNowOn(fd) : reasonFor(origin);
    }

    /// Marks first and looks again after that: what changed before the mark is seen, what changes later removes it.
    private Reason allowFromNowOn(int fd) {
        boolean marked = group.stopAskingFor(fd);
        if (file.isStillInImage()) {
            return Reason.IN_IMAGE;
        }
        if (marked) {
            group.askAgainFor(fd);
        }
        return Reason.MODIFIED;
    }

    /// Never marked: the inode may belong to several containers, and its content may change.
    private Reason reasonOnMount(GatedRoot root) {
        return root.gate().rule().permits(file.path(), Place.EXTRA_MOUNT)
                ? Reason.ON_EXTRA_MOUNT
                : Reason.NOT_IN_PROFILE;
    }

    private boolean conclude(GatedRoot root, Reason reason, long pid) {
        boolean enforced = root.gate().mode() == GateMode.ENFORCE;
        Decision decision = switch (reason) {
            case IN_IMAGE, ON_EXTRA_MOUNT -> Decision.ALLOWED;
            case CANNOT_JUDGE -> enforced ? withoutJudgement() : Decision.WOULD_DENY;
            default -> enforced ? Decision.DENIED : Decision.WOULD_DENY;
        };
        if (decision == Decision.WOULD_DENY) {
            audited.add(pid, clock.millis());
        }
        if (reason != Reason.ON_EXTRA_MOUNT) { // allowed anew each time, so it would be reported each time
            report(root.containerId(), decision, reason, pid);
        }
        return decision != Decision.DENIED;
    }

    private boolean concludeWithout(Reason reason, long pid) {
        report("", withoutJudgement(), reason, pid);
        return withoutJudgement() == Decision.ALLOWED;
    }

    private Decision withoutJudgement() {
        return switch (undecided) {
            case ALLOW -> Decision.ALLOWED;
            case DENY -> Decision.DENIED;
        };
    }

    private void report(String containerId, Decision decision, Reason reason, long pid) {
        verdicts.add(new ExecVerdict(
                containerId, decision, reason, FileUse.EXECUTED, file.path(), Callers.of(pid), clock.instant()));
    }

    private static Reason reasonFor(Origin origin) {
        return switch (origin) {
            case IMAGE -> Reason.IN_IMAGE;
            case NEW -> Reason.NEW_FILE;
            case MODIFIED -> Reason.MODIFIED;
            case MOVED -> Reason.RENAMED_OR_LINKED;
            case DELETED -> Reason.DELETED;
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
