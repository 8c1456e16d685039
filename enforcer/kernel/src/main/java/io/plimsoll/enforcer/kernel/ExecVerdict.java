package io.plimsoll.enforcer.kernel;

import java.time.Instant;

/// One decision about one use of a file. Reported are refusals, kills, what would have been refused, and the first
/// time that a file is allowed.
///
/// @param containerId empty if the container is not known
/// @param path for an execution, the path in the container as the kernel resolved it or, from the sentinel, as the
///     caller named it; for what was loaded or mapped, the file's own name. Chosen by the attacker: escape it where
///     it is shown
/// @param at when it was decided
public record ExecVerdict(
        String containerId, Decision decision, Reason reason, FileUse use, String path, Caller caller, Instant at) {

    /// What was done.
    public enum Decision {
        ALLOWED,
        /// `execve` failed with "Operation not permitted".
        DENIED,
        /// Let through, because the container is in audit.
        WOULD_DENY,
        /// The process was killed before the first instruction of the file.
        KILLED
    }

    /// Why.
    public enum Reason {
        /// The image holds it, unmodified.
        IN_IMAGE,
        /// It lies on a mount from which policy allows execution.
        ON_EXTRA_MOUNT,
        /// Written in the container.
        NEW_FILE,
        /// The image has a file of this name, and the container has changed or replaced it.
        MODIFIED,
        /// A file of the image that was renamed or linked, or is shown at another place.
        RENAMED_OR_LINKED,
        /// Removed while open, or never named.
        DELETED,
        /// In memory only: memfd, shared memory.
        IN_MEMORY,
        /// On a file system that is neither the image's nor one from which policy allows execution.
        NOT_ON_IMAGE_FILE_SYSTEM,
        /// In the image, and not permitted by the container's rule.
        NOT_IN_PROFILE,
        /// The file system is watched, and its container is not known (yet).
        UNKNOWN_CONTAINER,
        /// Judging failed.
        CANNOT_JUDGE
    }

    /// How the file was used.
    public enum FileUse {
        /// By `execve`.
        EXECUTED,
        /// As the dynamic linker of a program.
        LINKER,
        /// By `mmap` with execute permission.
        MAPPED
    }

    /// The process that wanted to use the file.
    ///
    /// @param pid in the Enforcer's PID namespace
    /// @param command its short name, at most 15 bytes, chosen by itself
    /// @param userId on the host; -1 if the process was gone before it could be asked
    /// @param parentPid 0 if unknown
    public record Caller(long pid, String command, long userId, long parentPid) {}
}
