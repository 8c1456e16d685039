package io.plimsoll.enforcer.kernel;

import java.util.Set;

/// Gates the executions of containers. Methods may be called from any thread; none of them waits for anything but
/// the kernel.
public interface ExecGate extends AutoCloseable {
    /// A gate whose watch is held by the keeper: when this process dies, the kernel goes on asking, and the keeper
    /// answers.
    ///
    /// What an earlier process left is taken over: containers are still watched, and known again after [#gate].
    /// Until then the settings' direction answers for them.
    ///
    /// @throws KernelRefused if this host cannot gate executions at all; [KernelFeatures] says more
    static ExecGate open(GateSettings settings, Keeper keeper) {
        return LinuxExecGate.open(settings, keeper);
    }

    /// A gate that ends with this process: the kernel then lets everything through. For tests, and for hosts
    /// without a keeper.
    ///
    /// @throws KernelRefused if this host cannot gate executions at all; [KernelFeatures] says more
    static ExecGate openUnkept(GateSettings settings) {
        return LinuxExecGate.open(settings, new NoKeeper());
    }

    /// Gates a container, or replaces what it may execute. When this returns, both layers are in place.
    GateOutcome gate(ContainerGate gate);

    /// Lets a container run ungated. It does no harm to one that is gone or was never gated. Not for containers
    /// that have ended, see [#releaseEnded]: the news of an end may come after the next start of the same
    /// container.
    void release(String containerId);

    /// Forgets containers whose first process has ended, also those that were gated by an Enforcer before this one.
    void releaseEnded();

    /// Lets every other container run ungated, also those that an Enforcer before this one has gated. Without an
    /// exception, nothing on this host is watched any more.
    void releaseAllExcept(Set<String> containerIds);

    /// Asks again for every file that was allowed. To be called after a rule has changed its mind.
    void askAgain();

    /// Never judges what runs in the mount namespace of this process: that of the engine's runtime, where it is not
    /// the host's.
    ///
    /// @throws KernelRefused if that namespace cannot be told, because the process has ended for example
    void trustRuntime(long pid);

    /// Whether the kernel's questions are being answered by this process now. If not, the keeper answers; without a
    /// keeper, nothing is gated any more.
    boolean isAnswering();

    ExecVerdicts verdicts();

    /// Ends watching. With a keeper, containers stay gated: the keeper answers from now on.
    @Override
    void close();
}
