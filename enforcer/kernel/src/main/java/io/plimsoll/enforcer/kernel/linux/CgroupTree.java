package io.plimsoll.enforcer.kernel.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The v2 cgroup hierarchy of this host: mounted at `/sys/fs/cgroup`, or at `/sys/fs/cgroup/unified` in the hybrid
/// layout.
public final class CgroupTree {
    private final Path root;
    private final String own;

    private CgroupTree(Path root, String own) {
        this.root = root;
        this.own = own;
    }

    /// Absent where no v2 hierarchy is mounted.
    public static Optional<CgroupTree> find() {
        long self = ProcessHandle.current().pid();
        List<Mount> mounts = Proc.mounts(self).orElse(List.of());
        return mounts.stream()
                .filter(mount -> mount.type().equals("cgroup2"))
                .findFirst()
                .map(mount ->
                        new CgroupTree(Path.of(mount.point()), Proc.cgroup(self).orElse("/")));
    }

    public Path root() {
        return root;
    }

    /// The id of the cgroup that a container has for itself: that of its process, unless we are in it as well (a
    /// container that shares the host's cgroup has none).
    public OptionalLong idOfContainer(long pid) {
        Optional<String> path = Proc.cgroup(pid).filter(this::isApart);
        if (path.isEmpty()) {
            return OptionalLong.empty();
        }
        // kernfs: the id of a cgroup is the inode number of its folder.
        return OptionalLong.of(
                FileStatus.of(root.resolve(path.get().substring(1))).inode());
    }

    private boolean isApart(String path) {
        return path.startsWith("/")
                && !path.startsWith("/..")
                && !(own + "/").startsWith(path.equals("/") ? "/" : path + "/");
    }
}
