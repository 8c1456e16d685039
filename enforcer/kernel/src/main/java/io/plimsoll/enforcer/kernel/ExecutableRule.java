package io.plimsoll.enforcer.kernel;

/// What a container may execute beyond "it is in the image": the runtime profile's list, for example.
///
/// It is asked on the thread that holds the caller of `execve`, once per file and not again until
/// [ExecGate#askAgain]: it must answer from memory, at once, and never wait.
@FunctionalInterface
public interface ExecutableRule {
    /// Permits whatever is in the image or on a mount that allows execution.
    ExecutableRule ANYTHING = (_, _) -> true;

    /// @param path the file's path in the container, for example `/usr/bin/curl`
    /// @param place where it lies
    boolean permits(String path, Place place);

    /// Where an executable can lie.
    enum Place {
        /// In a layer of the image, unmodified.
        IMAGE,
        /// On a mount from which policy allows execution: its content may change at any time.
        EXTRA_MOUNT
    }
}
