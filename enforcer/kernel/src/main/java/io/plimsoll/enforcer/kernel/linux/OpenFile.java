package io.plimsoll.enforcer.kernel.linux;

import io.plimsoll.enforcer.kernel.layout.Statx;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The status of one open file after another, without garbage. For one thread; each [#read] overwrites the one
/// before.
public final class OpenFile {
    private final MemorySegment status;
    private int number = -1;

    public OpenFile(Arena arena) {
        status = arena.allocate(Statx.LAYOUT);
    }

    /// @throws CallFailed if the kernel does not tell, and then nothing is left of the file before
    public void read(int fd) {
        int error = tryRead(fd);
        if (error < 0) {
            throw new CallFailed("statx(" + Text.ofDescriptor(fd) + ")", -error);
        }
    }

    /// As [#read], with the negative errno as its answer.
    int tryRead(int fd) {
        status.fill((byte) 0);
        number = fd;
        return Libc.statx(fd, Statx.WANTED, status);
    }

    public int number() {
        return number;
    }

    public long device() {
        return Statx.device(status);
    }

    public long inode() {
        return Statx.inode(status);
    }

    public int links() {
        return Statx.links(status);
    }

    /// The id of the mount through which the file was opened, -1 if unknown.
    public long mount() {
        return Statx.mount(status);
    }

    public boolean isRegularFile() {
        return Statx.isRegularFile(status);
    }
}
