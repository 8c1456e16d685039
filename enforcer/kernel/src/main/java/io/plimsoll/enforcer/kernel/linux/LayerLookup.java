package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.plimsoll.enforcer.kernel.layout.OpenHow;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Looks a container's path up in one layer of its overlay, in the host's own file system, following no symbolic
/// link. For one thread: the answer about what was found holds until the next lookup.
public final class LayerLookup {
    /// What a lookup can come to.
    public enum Entry {
        /// The layer has nothing at this path, and nothing that hides the layers below.
        ABSENT,
        /// There is something: ask [#found].
        PRESENT,
        /// A folder on the way was replaced, removed, or is a link, so what lies below it in other layers does not
        /// show.
        HIDDEN
    }

    private static final int O_PATH = 010000000;
    private static final int O_NOFOLLOW = 0400000;
    private static final int O_CLOEXEC = 02000000;
    private static final int LONGEST = 8192;

    private final MemorySegment path;
    private final OpenFile found;
    private final MemorySegment how;
    private final MemorySegment value;
    private final DescriptorPath descriptorPath;

    public LayerLookup(Arena arena) {
        path = arena.allocate(LONGEST);
        found = new OpenFile(arena);
        how = OpenHow.of(arena, O_PATH | O_NOFOLLOW | O_CLOEXEC, OpenHow.RESOLVE_NO_SYMLINKS);
        value = arena.allocate(JAVA_BYTE);
        descriptorPath = new DescriptorPath(arena);
    }

    /// Looks up in a lower layer. Folders that hide others are not looked for: the caller compares inode numbers,
    /// and a hidden file's number never shows.
    public Entry inLower(byte[] layer, SeenPath file) {
        int end = write(layer, file);
        return end < 0 ? Entry.HIDDEN : at(end);
    }

    /// Looks up in the upper layer, folder by folder from the top: at the first one that is not there the walk is
    /// over.
    ///
    /// @param opaque the name of the extended attribute that marks a folder which hides the layers below
    public Entry inUpper(byte[] layer, SeenPath file, MemorySegment opaque) {
        int end = write(layer, file);
        if (end < 0) {
            return Entry.HIDDEN;
        }
        for (int at = layer.length + 1; at < end; at++) {
            if (path.get(JAVA_BYTE, at) == '/') {
                Entry folder = folderAt(at, opaque);
                if (folder != Entry.PRESENT) {
                    return folder;
                }
            }
        }
        return at(end);
    }

    private Entry folderAt(int end, MemorySegment opaque) {
        path.set(JAVA_BYTE, end, (byte) 0);
        int fd = Libc.openat2(path, how);
        path.set(JAVA_BYTE, end, (byte) '/');
        if (fd < 0) {
            return missing(fd);
        }
        boolean hides = hasAttribute(fd, opaque) && value.get(JAVA_BYTE, 0) == 'y';
        Libc.close(fd);
        return hides ? Entry.HIDDEN : Entry.PRESENT;
    }

    /// Whether the entry that [#inUpper] found carries an extended attribute.
    public boolean carries(MemorySegment attribute) {
        int fd = Libc.openat2(path, how);
        if (fd < 0) {
            return false;
        }
        boolean found = hasAttribute(fd, attribute);
        Libc.close(fd);
        return found;
    }

    /// The status of what was found. It is not open any more.
    public OpenFile found() {
        return found;
    }

    private Entry at(int end) {
        path.set(JAVA_BYTE, end, (byte) 0);
        int fd = Libc.openat2(path, how);
        if (fd < 0) {
            return missing(fd);
        }
        int error = found.tryRead(fd);
        Libc.close(fd);
        return error < 0 ? Entry.HIDDEN : Entry.PRESENT;
    }

    private static Entry missing(int error) {
        return -error == Errno.ENOENT ? Entry.ABSENT : Entry.HIDDEN;
    }

    /// A longer value than the buffer is an error, and no value that we ask for.
    private boolean hasAttribute(int fd, MemorySegment name) {
        long size = Libc.getxattr(descriptorPath.of(fd), name, value);
        return size == 1 || -size == Errno.ERANGE;
    }

    /// @return the length of layer and path together, or -1 if there is no room for it
    private int write(byte[] layer, SeenPath file) {
        MemorySegment name = file.bytes();
        if (layer.length + name.byteSize() >= LONGEST) {
            return -1;
        }
        MemorySegment.copy(layer, 0, path, JAVA_BYTE, 0, layer.length);
        MemorySegment.copy(name, 0, path, layer.length, name.byteSize());
        return layer.length + (int) name.byteSize();
    }
}
