package io.plimsoll.scanner;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Writes a source into the standard input of a scanner process.
final class ScannerFeed {
    private ScannerFeed() {}

    /// Writes all of it, as far as the process wants it, and closes the stream.
    ///
    /// @return why the source could not be read; empty if it could
    static Optional<String> feed(ScanSource source, OutputStream process) {
        try (OutputStream out = new ProcessInput(process)) {
            switch (source) {
                case ScanSource.ArchiveFile archive -> {}
                case ScanSource.OciArchive archive -> {}
                case ScanSource.OciFolder layout -> FolderTar.write(layout.folder(), out);
                case ScanSource.RootFolder root -> FolderTar.write(root.folder(), out);
                case ScanSource.DockerStream stream -> {
                    try (InputStream in = stream.opening().open()) {
                        in.transferTo(out);
                    }
                }
                case ScanSource.OciStream stream -> stream.writing().writeTo(out);
            }
            return Optional.empty();
        } catch (NothingMoreWanted e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the image cannot be read: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    /// The process reads no further: it has failed and says why, or has seen enough.
    private static final class NothingMoreWanted extends IOException {
        private static final long serialVersionUID = 1L;

        NothingMoreWanted(IOException cause) {
            super(cause);
        }
    }

    /// Tells a failure of the process from one of the source.
    private static final class ProcessInput extends FilterOutputStream {
        ProcessInput(OutputStream process) {
            super(process);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new NothingMoreWanted(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new NothingMoreWanted(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw new NothingMoreWanted(e);
            }
        }
    }
}
