package io.plimsoll.scanner.archive;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// An archive in a regular file: what lies in it can be passed over without reading it, and be read from several
/// threads later. Closing leaves the file open.
final class ArchiveFile extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    private ArchiveFile(FileChannel channel, long position, long end) {
        this.channel = channel;
        this.position = position;
        this.end = end;
    }

    /// What is left of a stream, if that is a regular file and no pipe.
    static Optional<ArchiveFile> of(InputStream stream) {
        if (!(stream instanceof FileInputStream file)) {
            return Optional.empty();
        }
        FileChannel channel = file.getChannel();
        try {
            long position = channel.position();
            long size = channel.size();
            return size > position ? Optional.of(new ArchiveFile(channel, position, size)) : Optional.empty();
        } catch (IOException e) {
            // A pipe has no position.
            return Optional.empty();
        }
    }

    /// How far it has been read, in bytes since the file's beginning.
    long position() {
        return position;
    }

    /// A stretch of the file, shorter where the file ends before it. May be read by another thread.
    InputStream part(long from, long length) {
        return new ArchiveFile(channel, from, Math.clamp(end - from, 0, length) + from);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = wanted == 0 ? -1 : channel.read(ByteBuffer.wrap(into, offset, wanted), position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long wanted) {
        long skipped = Math.clamp(end - position, 0, Math.max(0, wanted));
        position += skipped;
        return skipped;
    }
}
