package io.plimsoll.enforcer.kernel;

import java.util.Map;
import java.util.Set;

/// What came of the wish to gate a container.
public sealed interface GateOutcome {
    /// The container is gated. What is missing is missing on this host, and says why.
    ///
    /// @param inPlace at least [Protection#EXEC_GATE]
    /// @param missing why each other protection that was asked for is not there
    record Gated(String containerId, Set<Protection> inPlace, Map<Protection, String> missing) implements GateOutcome {
        public Gated {
            inPlace = Set.copyOf(inPlace);
            missing = Map.copyOf(missing);
            if (!inPlace.contains(Protection.EXEC_GATE)) {
                throw new IllegalArgumentException("a gated container has at least its exec gate: " + containerId);
            }
        }

        /// Whether everything that this module can do was done.
        public boolean isComplete() {
            return missing.isEmpty();
        }
    }

    /// The container is not gated; nothing of the attempt is left.
    ///
    /// @param cause whether another attempt can help
    /// @param reason for the person who reads it
    record NotGated(String containerId, Cause cause, String reason) implements GateOutcome {}

    /// Why a container cannot be gated.
    enum Cause {
        /// The process is gone, and so is the container.
        CONTAINER_GONE,
        /// The root file system does not tell what the image holds; see the reason for what to change.
        ROOT_UNUSABLE,
        /// The kernel refused; it will again.
        KERNEL_REFUSED
    }

    /// The protections, one for each thing that can be missing on its own.
    enum Protection {
        /// The kernel asks before a file is executed.
        EXEC_GATE,
        /// Every execution is seen in the kernel, and killed if need be: memfd, other file systems, deleted files.
        SENTINEL,
        /// The sentinel also sees that a file was copied up from a layer, or is new.
        SENTINEL_SEES_LAYERS,
        /// The sentinel also judges the dynamic linker that a program is started with, and mapped files.
        SENTINEL_SEES_LINKER,
        /// A process that leaves its cgroup is still found.
        SENTINEL_FOLLOWS_PID_NAMESPACE,
        /// Files that are mapped as executable are judged.
        MAPPINGS
    }
}
