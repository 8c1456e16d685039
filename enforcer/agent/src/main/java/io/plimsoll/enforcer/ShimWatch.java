package io.plimsoll.enforcer;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.report.Capabilities;
import io.plimsoll.enforcer.shim.ShimFailedException;
import io.plimsoll.enforcer.shim.ShimPlace;
import io.plimsoll.policy.HostPolicy;
import java.util.function.Supplier;

/// Keeps the shim where starts pass it as long as the Enforcer runs, tells when it is not there, and gives the runtime
/// back at the end. The first installation is the start's own: without it there is no Enforcer.
final class ShimWatch {
    private final ShimPlace shim;
    private final Supplier<HostPolicy> policy;
    private final Capabilities capabilities;
    private final Journal journal;
    private final Failures failures;

    ShimWatch(
            ShimPlace shim,
            Supplier<HostPolicy> policy,
            Capabilities capabilities,
            Journal journal,
            Failures failures) {
        this.shim = shim;
        this.policy = policy;
        this.capabilities = capabilities;
        this.journal = journal;
        this.failures = failures;
    }

    /// An upgrade of the runtime's package may have put a plain one over the shim.
    void look() {
        String state = shim.state();
        if (!state.equals("installed")) {
            failures.note(Failure.SHIM_NOT_IN_PLACE, "its state was '" + state + "'; it is put in place again");
            capabilities.unsupported("shim", "its state is '" + state + "'");
            putInPlace();
        }
    }

    /// Also tells a shim that is there what the policy says now.
    void putInPlace() {
        try {
            shim.install(policy.get());
            capabilities.supported("shim");
        } catch (ShimFailedException e) {
            failures.note(Failure.SHIM_NOT_IN_PLACE, String.valueOf(e.getMessage()));
            capabilities.unsupported("shim", String.valueOf(e.getMessage()));
        }
    }

    /// @return whether the engine has its own runtime again
    boolean restore() {
        HostEvent event =
                HostEvent.of(EventType.HOST_GIVEN_BACK, Subject.host()).with("runtime", shim.runc());
        try {
            shim.restore();
            journal.record(event);
            return true;
        } catch (ShimFailedException e) {
            Main.complain("the engine could not be given back: " + e.getMessage() + "; run 'plimsoll rescue'");
            journal.record(event.failed(String.valueOf(e.getMessage())));
            return false;
        }
    }
}
