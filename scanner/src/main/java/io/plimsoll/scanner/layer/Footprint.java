package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.MalformedInput;

/// Which paths a layer touches, and so what it hides of the layers below (OCI image specification, "Layer Filesystem
/// Changeset"; kernel documentation, overlayfs). Holds eight bytes per path, so that millions of files fit. Paths are
/// known by number only ([PathKey]). Not for use by several threads.
public final class Footprint {
    // The lowest three bits of a slot say what is at the path; the others are its number. A free slot is 0.
    private static final int DIRECTORY = 1;
    private static final int FILE = 2;
    /// What lower layers have here is cut off: a whiteout, or together with `DIRECTORY` an opaque folder.
    private static final int CUT = 4;

    private static final long MARKS = 7;

    private final PathKey key;
    private long[] slots = new long[1 << 10];
    private int size;
    private long lastFolder;
    private String lastFolderPath = "\0";

    public Footprint(PathKey key) {
        this.key = key;
    }

    /// What was at a path when an entry was added.
    public enum Before {
        NOTHING,
        DIRECTORY,
        FILE,
        /// One of the folders above it is a file or link of the same layer.
        FILE_ABOVE
    }

    /// Notes a folder of this layer.
    public Before addDirectory(FilePath path) {
        return add(path, DIRECTORY);
    }

    /// Notes a file, link or device of this layer; it hides everything that lay at or below its path.
    public Before addFile(FilePath path) {
        return add(path, FILE);
    }

    /// Notes that this layer removes what lower ones have at a path. What this layer itself puts there stays.
    public void addWhiteout(FilePath path) {
        add(path, CUT);
    }

    /// Notes that this layer shows nothing of what lower ones have in a folder.
    public void addOpaque(FilePath folder) {
        add(folder, DIRECTORY | CUT);
    }

    /// Whether this layer has a file, link or device at a path.
    public boolean hasFile(FilePath path) {
        String bytes = path.bytes();
        long number = folder(bytes, bytes.lastIndexOf('/'));
        return (markOf(key.child(number, bytes, bytes.lastIndexOf('/') + 1, bytes.length())) & FILE) != 0;
    }

    /// Whether this layer hides the file that a lower one has at a path.
    public boolean hides(FilePath file) {
        String path = file.bytes();
        long number = key.root();
        int from = 0;
        while (from < path.length()) {
            if ((markOf(number) & (FILE | CUT)) != 0) {
                return true;
            }
            int to = endOfComponent(path, from);
            number = key.child(number, path, from, to);
            from = to + 1;
        }
        return markOf(number) != 0;
    }

    /// Adds what another layer touches: together they hide what either of them hides.
    public void addAll(Footprint other) {
        for (long slot : other.slots) {
            if (slot != 0) {
                mark(slot, (int) (slot & MARKS));
            }
        }
    }

    /// How many paths it holds, folders without an entry of their own among them.
    int size() {
        return size;
    }

    void write(ResultBytes out) {
        out.number(size);
        for (long slot : slots) {
            if (slot != 0) {
                out.word(slot);
            }
        }
    }

    /// Reads what [#write] wrote under the same key.
    static Footprint read(ResultReading in, PathKey key) throws MalformedInput {
        Footprint footprint = new Footprint(key);
        for (int left = in.count(); left > 0; left--) {
            long slot = in.word();
            footprint.mark(slot, (int) (slot & MARKS));
        }
        return footprint;
    }

    private Before add(FilePath path, int mark) {
        if (path.isRoot()) {
            mark(key.root(), mark);
            return Before.DIRECTORY;
        }
        String bytes = path.bytes();
        int slash = bytes.lastIndexOf('/');
        boolean belowFile = enterFolder(bytes, slash);
        int before = mark(key.child(lastFolder, bytes, slash + 1, bytes.length()), mark) & ~CUT;
        if (belowFile) {
            return Before.FILE_ABOVE;
        }
        return before == 0 ? Before.NOTHING : before == DIRECTORY ? Before.DIRECTORY : Before.FILE;
    }

    /// Makes sure that the folders above a path are noted, also those without an entry of their own, and keeps the
    /// number of the last: most entries follow another one of the same folder.
    ///
    /// @return whether one of them is a file
    private boolean enterFolder(String path, int slash) {
        int length = Math.max(slash, 0);
        if (lastFolderPath.length() == length && path.startsWith(lastFolderPath) && !isFileOnly(lastFolder)) {
            return false;
        }
        boolean belowFile = false;
        long number = key.root();
        int from = 0;
        while (from < length) {
            int to = endOfComponent(path, from);
            number = key.child(number, path, from, to);
            belowFile |= isFileOnly(number);
            mark(number, DIRECTORY);
            from = to + 1;
        }
        lastFolder = number;
        lastFolderPath = path.substring(0, length);
        return belowFile;
    }

    private long folder(String path, int slash) {
        long number = key.root();
        int from = 0;
        while (from < slash) {
            int to = endOfComponent(path, from);
            number = key.child(number, path, from, to);
            from = to + 1;
        }
        return number;
    }

    private boolean isFileOnly(long number) {
        return (markOf(number) & (FILE | DIRECTORY)) == FILE;
    }

    private static int endOfComponent(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private int markOf(long number) {
        return (int) (slots[find(number)] & MARKS);
    }

    /// Adds a mark.
    ///
    /// @return the marks before
    private int mark(long number, int mark) {
        if (size >= slots.length / 8 * 5) {
            grow();
        }
        int at = find(number);
        int before = (int) (slots[at] & MARKS);
        size += before == 0 ? 1 : 0;
        slots[at] = (number & ~MARKS) | before | mark;
        return before;
    }

    /// The slot of a number, or the free one where it belongs.
    private int find(long number) {
        int mask = slots.length - 1;
        int at = (int) (number >>> 3) & mask;
        while (slots[at] != 0 && (slots[at] & ~MARKS) != (number & ~MARKS)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long slot : old) {
            if (slot != 0) {
                slots[find(slot)] = slot;
            }
        }
    }
}
