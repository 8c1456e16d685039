package io.plimsoll.scanner;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Writes a source into the standard input of a scanner process.
final class ScannerFeed {
    private ScannerFeed() {}

    /// Writes all of it behind what is known, as far as the process wants it, and closes the stream. A file goes to
    /// the process as it is where nothing is known.
    ///
    /// @return why the source could not be read; empty if it could
    static Optional<String> feed(ScanSource source, KnownResults known, OutputStream process) {
        try (OutputStream out = new ProcessInput(process)) {
            known.write(out);
            switch (source) {
                case ScanSource.ArchiveFile archive -> {
                    if (known.comeFirst()) {
                        copy(archive.file(), out);
                    }
                }
                case ScanSource.OciArchive archive -> {
                    if (known.comeFirst()) {
                        copy(archive.file(), out);
                    }
                }
                case ScanSource.SbomFile sbom -> {}
                case ScanSource.OciFolder layout -> FolderTar.write(layout.folder(), out);
                case ScanSource.RootFolder root -> FolderTar.write(root.folder(), out);
                case ScanSource.DockerStream stream -> {
                    try (InputStream in = stream.opening().open()) {
                        in.transferTo(out);
                    }
                }
                case ScanSource.OciStream stream -> stream.writing().writeTo(out, known);
            }
            return Optional.empty();
        } catch (NothingMoreWanted e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the image cannot be read: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    private static void copy(Path file, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 17];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
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
