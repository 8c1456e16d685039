package io.plimsoll.scanner.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// Many paths of which only the numbers are kept ([PathKey]), in the order in which they came.
///
/// @param bytes eight chars per number, one per byte, the highest first: so it takes eight bytes of memory, too
public record PathNumbers(String bytes) {
    public static final PathNumbers NONE = new PathNumbers("");

    /// How many are kept; further ones are left out.
    public static final int MOST = 1 << 20;

    /// Whether there are so many that some may have been left out.
    public boolean isFull() {
        return size() == MOST;
    }

    public int size() {
        return bytes.length() / Long.BYTES;
    }

    /// Estimated bytes of memory.
    public long weight() {
        return 80L + bytes.length();
    }

    public void forEach(LongConsumer action) {
        for (int at = 0; at + Long.BYTES <= bytes.length(); at += Long.BYTES) {
            long number = 0;
            for (int i = at; i < at + Long.BYTES; i++) {
                number = (number << 8) | bytes.charAt(i);
            }
            action.accept(number);
        }
    }

    /// Makes numbers of paths. Not for use by several threads.
    public static final class Collector {
        private final PathKey key;
        private byte[] bytes = new byte[64];
        private int length;
        private FilePath folder = FilePath.ROOT;
        private long folderNumber;

        public Collector(PathKey key) {
            this.key = key;
            this.folderNumber = key.root();
        }

        /// Adds a path. Quick where the one before it lies in the same folder.
        public void add(FilePath path) {
            int slash = Math.max(path.bytes().lastIndexOf('/'), 0);
            if (slash != folder.bytes().length() || !path.bytes().startsWith(folder.bytes())) {
                enter(path.parent());
            }
            addHere(path.name());
        }

        /// Goes to the folder that [#addHere] adds to.
        public void enter(FilePath newFolder) {
            folder = newFolder;
            folderNumber = key.of(newFolder);
        }

        /// Adds what lies in the folder under a name.
        ///
        /// @param name one char per byte
        public void addHere(String name) {
            if (length == MOST * Long.BYTES) {
                return;
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            long number = key.child(folderNumber, name, 0, name.length());
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                bytes[length++] = (byte) (number >>> shift);
            }
        }

        public boolean isEmpty() {
            return length == 0;
        }

        public PathNumbers numbers() {
            return length == 0 ? NONE : new PathNumbers(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
    }
}
