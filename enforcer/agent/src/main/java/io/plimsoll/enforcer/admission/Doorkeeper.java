package io.plimsoll.enforcer.admission;

import java.nio.file.Path;

/// Decides about starts. Called by many threads at once, one for each container.
interface Doorkeeper {
    /// May this container be created, and how? May wait for the scan of its image.
    Decision decide(Question question);

    /// The second question, asked by the hook for containers that are made and started in one go.
    ///
    /// @param hook pid of the hook, which still sees the engine's files
    /// @param init pid of the container's first process, which has not run anything of the container yet
    Answer ofHook(long hook, String id, Path bundle, long init);

    /// What came of the first question, and what is to be done once the container exists.
    interface Decision {
        Answer answer();

        /// The second question, for containers that are held after their creation: is everything in place?
        ///
        /// @param init pid of the container's first process, which has not run anything of the container yet
        Answer created(long init);
    }
}
