package io.plimsoll.feeds.source;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens files of strangers so that no more than a limit comes out of them, however well they were packed.
public final class SourceFile {
    private SourceFile() {}

    /// Opens a file, unpacking it if its name ends in `.gz`, `.bz2`, `.xz` or `.zst`.
    ///
    /// @param most bytes after unpacking
    public static InputStream open(Path file, long most) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return limited(Packing.of(file).open(in), most);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// Fails when more than that many bytes are read.
    public static InputStream limited(InputStream in, long most) {
        return new Limited(in, most);
    }

    private static final class Limited extends FilterInputStream {
        private final long most;
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            count(skipped);
            return skipped;
        }

        private void count(long read) throws IOException {
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new IOException("it holds more than " + most + " bytes");
            }
        }
    }
}
