package io.plimsoll.scanner;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
            if (known.comeFirst() || source.inputFile().isEmpty()) {
                source.writeTo(out, known);
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
