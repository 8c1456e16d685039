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

    /// Lets a container run ungated. It does no harm to one that is gone or was never gated.
    void release(String containerId);

    /// Releases every container that the kernel still has a gate for, except these: those that ended while nobody
    /// looked.
    void releaseAllExcept(Set<String> containerIds);

    /// Asks again for every file that was allowed. To be called after a rule has changed its mind.
    void askAgain();

    /// Never judges what runs in the mount namespace of this process: that of the engine's runtime, where it is not
    /// the host's.
    void trustRuntime(long pid);

    ExecVerdicts verdicts();

    /// Ends watching. With a keeper, containers stay gated: the keeper answers from now on.
    @Override
    void close();
}
