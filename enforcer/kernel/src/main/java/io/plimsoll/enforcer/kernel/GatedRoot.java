package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Errno;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.linux.FileStatus;
import io.plimsoll.enforcer.kernel.linux.Proc;
import io.plimsoll.enforcer.kernel.overlay.LayerPaths;
import java.nio.file.Path;
import java.util.List;

/// A container under its gate, as the deciding thread knows it. Immutable; a change of policy puts another in its
/// place.
///
/// @param startTicks when the container's first process started, in 1/100 s after boot
/// @param device of the merged root, in the kernel's encoding
/// @param place a path that leads to the merged root as long as its process lives
record GatedRoot(
        ContainerGate gate, long startTicks, long device, LayerPaths layers, Path place, List<GatedMount> mounts) {
    GatedRoot {
        mounts = List.copyOf(mounts);
    }

    String containerId() {
        return gate.containerId();
    }

    /// Whether the container's first process has ended.
    boolean hasEnded() {
        return Proc.startTicks(gate.pid()).filter(ticks -> ticks == startTicks).isEmpty();
    }

    /// Opens the root that was gated.
    ///
    /// @throws CallFailed as gone if something else is there now: the process has ended and its number was used
    ///     again
    Fd open() {
        Fd root = Fd.place(place);
        return sameOrGone(root, FileStatus.of(root).device() == device, place.toString());
    }

    /// Opens the root of a mount beside the root, as [#open].
    Fd open(GatedMount mount) {
        try (Fd root = Fd.place(Proc.folder(gate.pid()).resolve("root"))) {
            Fd found = root.placeInside(mount.path());
            return sameOrGone(found, FileStatus.of(found).mount() == mount.id(), mount.path());
        }
    }

    private static Fd sameOrGone(Fd found, boolean same, String path) {
        if (!same) {
            found.close();
            throw new CallFailed("open(" + path + ")", Errno.ENOENT);
        }
        return found;
    }

    /// A mount beside the root from which the container may execute.
    ///
    /// @param path in the container
    /// @param id of the mount, as long as it exists
    /// @param device of its file system, in the kernel's encoding
    /// @param rootInode the inode that the mount shows at its root
    record GatedMount(String path, long id, long device, long rootInode) {}
}
