package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.GatedRoot.GatedMount;
import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Errno;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.linux.FileStatus;
import io.plimsoll.enforcer.kernel.linux.Mount;
import io.plimsoll.enforcer.kernel.linux.Proc;
import io.plimsoll.enforcer.kernel.overlay.LayerPaths;
import io.plimsoll.enforcer.kernel.overlay.Overlay;
import io.plimsoll.enforcer.kernel.overlay.OverlayFinder;
import io.plimsoll.enforcer.kernel.overlay.UnusableRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds out where a container's files lie: its overlay, that overlay's layers, and the mounts from which it may
/// execute.
final class RootFinder {
    private final List<Path> layerFolders;
    private final long self = ProcessHandle.current().pid();

    RootFinder(List<Path> layerFolders) {
        this.layerFolders = layerFolders;
    }

    /// @throws UnusableRoot if the root does not tell what the image holds
    /// @throws CallFailed if the process is gone, or the kernel refuses to show something
    GatedRoot find(ContainerGate gate) {
        Path place = gate.root() == null ? Proc.folder(gate.pid()).resolve("root") : gate.root();
        long owner = gate.root() == null ? gate.pid() : self;
        try (Fd root = Fd.place(place)) {
            Mount mount = mountOf(FileStatus.of(root), mountsOf(owner), place.toString());
            Overlay overlay = new OverlayFinder(layerFolders, mountsOf(self)).find(mount);
            LayerPaths layers = LayerPaths.of(overlay, pathOf(root));
            return new GatedRoot(gate, startTicks(gate.pid()), overlay.device(), layers, place, mountsFor(gate));
        }
    }

    private static List<GatedMount> mountsFor(ContainerGate gate) {
        List<GatedMount> found = new ArrayList<>();
        if (!gate.extraExecMounts().isEmpty()) {
            List<Mount> mounts = mountsOf(gate.pid());
            try (Fd root = Fd.place(Proc.folder(gate.pid()).resolve("root"))) {
                FileStatus status = FileStatus.of(root);
                for (String path : gate.extraExecMounts()) {
                    found.add(mountAt(path, root, status, mounts));
                }
            }
        }
        return found;
    }

    private static GatedMount mountAt(String path, Fd root, FileStatus rootStatus, List<Mount> mounts) {
        try (Fd file = root.placeInside(path)) {
            FileStatus status = FileStatus.of(file);
            if (status.mount() == rootStatus.mount()) {
                throw new UnusableRoot("nothing is mounted at " + path + ", from which policy allows execution");
            }
            Mount mount = mountOf(status, mounts, path);
            return new GatedMount(path, mount.id(), mount.device(), status.inode());
        }
    }

    /// The mount that a file was reached through. Its device is taken from mountinfo: `stat` shows another one on
    /// btrfs.
    private static Mount mountOf(FileStatus status, List<Mount> mounts, String path) {
        return mounts.stream()
                .filter(mount -> mount.id() == status.mount())
                .findFirst()
                .orElseThrow(() -> new UnusableRoot("the mount of " + path + " is not among those of its namespace"));
    }

    private static List<Mount> mountsOf(long pid) {
        return Proc.mounts(pid).orElseThrow(() -> new CallFailed("read(/proc/" + pid + "/mountinfo)", Errno.ENOENT));
    }

    private static long startTicks(long pid) {
        return Proc.startTicks(pid).orElseThrow(() -> new CallFailed("read(/proc/" + pid + "/stat)", Errno.ENOENT));
    }

    private static Path pathOf(Fd folder) {
        try {
            return Files.readSymbolicLink(folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.path(), e);
        }
    }
}
