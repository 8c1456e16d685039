package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks into the files of one ecosystem while a layer streams by. Called by one thread.
public interface FileAnalyser {
    /// A regular file as its tar entry describes it.
    ///
    /// @param mode permission bits
    /// @param start its first bytes, at most 512, one char per byte
    record LayerFile(FilePath path, long size, int mode, String start) {
        /// Whether the content starts with these bytes, one char each.
        public boolean startsWith(String bytes) {
            return start.startsWith(bytes);
        }
    }

    /// Where an analyser puts what it found.
    interface Notes {
        /// Remembers something.
        ///
        /// @throws LimitReached if nothing more can be remembered; the layer is given up then
        void found(Evidence evidence) throws LimitReached;

        /// What could not be seen.
        Gaps gaps();
    }

    /// Receives the content of one file.
    interface Sink {
        /// Takes the next bytes; the array is the caller's again afterwards.
        void write(byte[] bytes, int offset, int length) throws IOException;

        /// All of the content has been written.
        void finish(Notes notes) throws IOException;
    }

    /// Where the content of this file is to go, or null if this ecosystem has no use for it.
    @Nullable
    Sink open(LayerFile file);

    /// A folder as its tar entry describes it.
    ///
    /// @param mode permission bits
    default void directory(FilePath path, int mode, Notes notes) throws LimitReached {}

    /// Whether a file at this path would be read for its name alone. Asked for hard links, whose content has gone by.
    boolean wantsName(FilePath path);

    /// A sink for files of which it is enough to know that they are there.
    static Sink noticing(Evidence evidence) {
        return new Sink() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                // that it is there says enough
            }

            @Override
            public void finish(Notes notes) throws IOException {
                notes.found(evidence);
            }
        };
    }

    /// A sink that keeps the whole content in memory, up to a limit, and then hands it over for as long as it is
    /// read.
    static Sink inMemory(LayerFile file, long limit, Reading reading) {
        return new Sink() {
            private final FileBytes content = new FileBytes();

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (file.size() <= limit) {
                    content.append(bytes, offset, length);
                }
            }

            @Override
            public void finish(Notes notes) throws IOException {
                if (file.size() <= limit) {
                    reading.read(content, notes);
                    content.release();
                } else {
                    notes.gaps()
                            .add(
                                    "limit-file",
                                    "larger than the " + limit + " bytes that are read of such a file",
                                    file.path().toString());
                }
            }
        };
    }

    /// Reads a file that lies in memory. The content is void afterwards.
    interface Reading {
        void read(FileBytes content, Notes notes) throws IOException;
    }
}
