package io.plimsoll.enforcer.kernel.linux;

import io.plimsoll.enforcer.kernel.layout.Statx;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// What the kernel says about one file, at the moment it was asked.
///
/// @param device in the kernel's encoding, `major << 20 | minor`
/// @param links how many names the file has; 0 once it was removed
/// @param mount the id of the mount through which it was reached, -1 if unknown
public record FileStatus(long device, long inode, int links, long mount, boolean isRegularFile) {
    public static FileStatus of(Fd file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(Statx.LAYOUT);
            CallFailed.check("statx(" + file.path() + ")", Libc.statx(file.number(), Statx.WANTED, status));
            return read(status);
        }
    }

    public static FileStatus of(Path path) {
        try (Fd file = Fd.place(path)) {
            return of(file);
        }
    }

    static FileStatus read(MemorySegment status) {
        return new FileStatus(
                Statx.device(status),
                Statx.inode(status),
                Statx.links(status),
                Statx.mount(status),
                Statx.isRegularFile(status));
    }
}
