package io.plimsoll.enforcer.kernel.overlay;

import io.plimsoll.enforcer.kernel.linux.FileStatus;
import io.plimsoll.enforcer.kernel.linux.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the layers of an overlay mount on the host. Engines mount with relative names where the list would be too
/// long for one page, from a folder that the kernel does not tell: Docker from `overlay2`, with `lowerdir=l/…` and
/// `upperdir=ID/diff`; containerd from its `snapshots`; Podman with relative lower layers alone. In all of them
/// that folder is two levels above an absolute upper layer, and two levels above the mount point that the host
/// sees.
public final class OverlayFinder {
    private static final Path INDEX_BY_DEFAULT = Path.of("/sys/module/overlay/parameters/index");

    private final List<Path> layerFolders;
    private final List<Mount> hostMounts;
    private final boolean indexByDefault;

    /// @param layerFolders where to look for relative names, besides the places that can be guessed
    /// @param hostMounts the mounts of the host's own namespace
    public OverlayFinder(List<Path> layerFolders, List<Mount> hostMounts) {
        this(layerFolders, hostMounts, readIndexByDefault());
    }

    OverlayFinder(List<Path> layerFolders, List<Mount> hostMounts, boolean indexByDefault) {
        this.layerFolders = List.copyOf(layerFolders);
        this.hostMounts = List.copyOf(hostMounts);
        this.indexByDefault = indexByDefault;
    }

    /// @throws UnusableRoot if the layers cannot be found, or cannot be judged by
    public Overlay find(Mount mount) {
        if (!mount.type().equals("overlay")) {
            throw new UnusableRoot("the root is a " + mount.type() + " file system, not an overlay: its image layers"
                    + " cannot be told from what the container wrote. Use the engine's overlay2 storage driver.");
        }
        OverlayOptions options = OverlayOptions.parse(mount.options());
        Set<Path> bases = basesOf(options, mount);
        List<Path> lowers = resolveAll(options.lowers(), bases);
        Optional<Path> upper = Optional.ofNullable(options.upper())
                .map(name -> resolveAll(List.of(name), bases).getFirst());
        return new Overlay(
                mount.device(),
                commonDevice(lowers, upper),
                lowers,
                upper,
                options.index() == null ? indexByDefault : options.index(),
                options.userAttributes());
    }

    private Set<Path> basesOf(OverlayOptions options, Mount mount) {
        Set<Path> bases = new LinkedHashSet<>();
        Optional.ofNullable(options.upper())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .flatMap(OverlayFinder::twoLevelsUp)
                .ifPresent(bases::add);
        for (Mount seen : hostMounts) {
            if (seen.device() == mount.device()) {
                twoLevelsUp(Path.of(seen.point())).ifPresent(bases::add);
            }
        }
        bases.addAll(layerFolders);
        return bases;
    }

    private static Optional<Path> twoLevelsUp(Path path) {
        return Optional.ofNullable(path.getParent()).map(Path::getParent);
    }

    /// Resolves all names against one and the same folder: the first in which all of them exist.
    private static List<Path> resolveAll(List<String> names, Set<Path> bases) {
        if (names.stream().map(Path::of).allMatch(Path::isAbsolute)) {
            return resolveAll(names, Path.of("/"));
        }
        for (Path base : bases) {
            if (names.stream().map(base::resolve).allMatch(Files::isDirectory)) {
                return resolveAll(names, base);
            }
        }
        throw new UnusableRoot("the layer '" + names.getFirst() + "' is in none of " + bases
                + ". Name the engine's layer folder, for example /var/lib/docker/overlay2.");
    }

    private static List<Path> resolveAll(List<String> names, Path base) {
        List<Path> resolved = new ArrayList<>(names.size());
        for (String name : names) {
            try {
                resolved.add(base.resolve(name).toRealPath());
            } catch (IOException e) {
                throw new UnusableRoot("the layer " + base.resolve(name) + " cannot be reached: " + e);
            }
        }
        return resolved;
    }

    private static long commonDevice(List<Path> lowers, Optional<Path> upper) {
        Set<Long> devices = new LinkedHashSet<>();
        lowers.forEach(layer -> devices.add(FileStatus.of(layer).device()));
        upper.ifPresent(layer -> devices.add(FileStatus.of(layer).device()));
        if (devices.size() > 1) {
            throw new UnusableRoot("its layers lie on " + devices.size() + " file systems, so the kernel does not show"
                    + " their inode numbers. Keep the engine's data on one file system.");
        }
        return devices.iterator().next();
    }

    private static boolean readIndexByDefault() {
        try {
            return Files.readString(INDEX_BY_DEFAULT).strip().equals("Y");
        } catch (IOException _) {
            return true; // not known: the careful answer
        }
    }
}
