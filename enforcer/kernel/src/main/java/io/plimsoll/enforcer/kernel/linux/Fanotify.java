package io.plimsoll.enforcer.kernel.linux;

import io.plimsoll.enforcer.kernel.layout.FanotifyResponse;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A fanotify group: what it watches, what it is asked, what it answers (fanotify(7)).
///
/// Life of a permission event. The kernel queues it and holds the caller of `execve`. Whoever reads it from the
/// group owns it and the descriptor that comes with it, answers with [#answer], and closes the descriptor. An event
/// that nobody has read belongs to the group: it waits there, for us or for the keeper, which holds a duplicate of
/// the group's descriptor. An event that was read but not answered when the reader dies can still be answered by
/// the keeper, under the number that the descriptor had in the dead process. When the last descriptor of the group
/// is closed the kernel lets all callers through.
public final class Fanotify implements AutoCloseable {
    private static final int FAN_CLOEXEC = 0x1;
    private static final int FAN_NONBLOCK = 0x2;
    private static final int FAN_CLASS_CONTENT = 0x4;
    private static final int FAN_UNLIMITED_QUEUE = 0x10;
    private static final int FAN_UNLIMITED_MARKS = 0x20;

    private static final int O_LARGEFILE = 0100000;
    private static final int O_CLOEXEC = 02000000;

    private static final int FAN_MARK_ADD = 0x1;
    private static final int FAN_MARK_REMOVE = 0x2;
    private static final int FAN_MARK_MOUNT = 0x10;
    private static final int FAN_MARK_IGNORED_MASK = 0x20;
    private static final int FAN_MARK_FLUSH = 0x80;
    private static final int FAN_MARK_FILESYSTEM = 0x100;

    public static final long CLOSE_WRITE = 0x8;
    public static final long QUEUE_OVERFLOW = 0x4000;
    public static final long OPEN_EXEC_PERM = 0x40000;

    private final Fd group;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment response = arena.allocate(FanotifyResponse.LAYOUT);
    private final DescriptorPath descriptorPath = new DescriptorPath(arena);

    private Fanotify(Fd group) {
        this.group = group;
    }

    /// A group of this process's own. Its queue is unlimited: from a full one the kernel drops events, and a
    /// dropped permission event is a permission.
    public static Fanotify open() {
        int flags = FAN_CLOEXEC | FAN_NONBLOCK | FAN_CLASS_CONTENT | FAN_UNLIMITED_QUEUE | FAN_UNLIMITED_MARKS;
        int group = Libc.fanotifyInit(flags, O_LARGEFILE | O_CLOEXEC);
        return over(Fd.own(CallFailed.check("fanotify_init", group)));
    }

    /// A group that another process made. Takes the descriptor over.
    public static Fanotify over(Fd group) {
        group.doNotBlock();
        return new Fanotify(group);
    }

    public Fd descriptor() {
        return group;
    }

    /// Asks before every execution of a file on this file system, whichever mount or namespace it is reached
    /// through.
    public void watchFileSystem(Path anyPathOnIt) {
        mark(FAN_MARK_ADD | FAN_MARK_FILESYSTEM, OPEN_EXEC_PERM, anyPathOnIt);
    }

    public void unwatchFileSystem(Path anyPathOnIt) {
        mark(FAN_MARK_REMOVE | FAN_MARK_FILESYSTEM, OPEN_EXEC_PERM, anyPathOnIt);
    }

    /// Asks before every execution of a file that is reached through this mount. Copies of the mount in namespaces
    /// made later are not watched.
    public void watchMount(Path anyPathOnIt) {
        mark(FAN_MARK_ADD | FAN_MARK_MOUNT, OPEN_EXEC_PERM, anyPathOnIt);
    }

    public void unwatchMount(Path anyPathOnIt) {
        mark(FAN_MARK_REMOVE | FAN_MARK_MOUNT, OPEN_EXEC_PERM, anyPathOnIt);
    }

    /// Stops asking for this one file until it is written to. The kernel itself resumes on `write` and `truncate`;
    /// because it does not on a write through a shared mapping, the same mark asks for [#CLOSE_WRITE] of this file.
    ///
    /// @return false if the kernel refused; it then goes on asking
    public boolean stopAskingFor(int fd) {
        MemorySegment path = descriptorPath.of(fd);
        if (Libc.fanotifyMark(group.number(), FAN_MARK_ADD, CLOSE_WRITE, path) < 0) {
            return false;
        }
        return Libc.fanotifyMark(group.number(), FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, OPEN_EXEC_PERM, path) >= 0;
    }

    /// Takes [#stopAskingFor] back. It does no harm to a file that was never marked.
    public void askAgainFor(int fd) {
        MemorySegment path = descriptorPath.of(fd);
        Libc.fanotifyMark(group.number(), FAN_MARK_REMOVE | FAN_MARK_IGNORED_MASK, OPEN_EXEC_PERM, path);
        Libc.fanotifyMark(group.number(), FAN_MARK_REMOVE, CLOSE_WRITE, path);
    }

    /// Takes back every [#stopAskingFor] of this group, in all containers.
    public void askAgainForAll() {
        mark(FAN_MARK_FLUSH, 0, Path.of("/"));
    }

    /// Watches nothing any more.
    public void unwatchAll() {
        askAgainForAll();
        mark(FAN_MARK_FLUSH | FAN_MARK_MOUNT, 0, Path.of("/"));
        mark(FAN_MARK_FLUSH | FAN_MARK_FILESYSTEM, 0, Path.of("/"));
    }

    /// Reads events into a buffer; [FanotifyEvent] takes them apart.
    ///
    /// @return bytes read, or a negative error number
    public long read(MemorySegment into) {
        return Libc.read(group.number(), into, into.byteSize());
    }

    /// Answers one permission event. Only from the thread that reads.
    public void answer(int fd, boolean allow) {
        FanotifyResponse.write(response, fd, allow ? FanotifyResponse.ALLOW : FanotifyResponse.DENY);
        Libc.write(group.number(), response, response.byteSize());
    }

    private void mark(int flags, long mask, Path path) {
        try (Arena call = Arena.ofConfined()) {
            int result = Libc.fanotifyMark(group.number(), flags, mask, call.allocateFrom(path.toString()));
            CallFailed.check("fanotify_mark(flags 0x%x, mask 0x%x, %s)".formatted(flags, mask, path), result);
        }
    }

    @Override
    public void close() {
        group.close();
        arena.close();
    }
}
