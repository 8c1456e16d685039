package io.plimsoll.scanner.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;

/// The consumer's end of a [Chunks] queue, as a stream. Whoever reads it must close it: closing gives all that is still
/// to come back to the producer, who would wait for it forever otherwise.
final class ChunkStream extends InputStream {
    /// The producer gave up; the reason is known there.
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final Chunks chunks;
    private final BlockingQueue<Chunks.Chunk> queue;
    private Chunks.Chunk current = Chunks.END;
    private int position;
    private boolean started;

    ChunkStream(Chunks chunks, BlockingQueue<Chunks.Chunk> queue) {
        this.chunks = chunks;
        this.queue = queue;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : current.bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int read = Math.min(length, current.length - position);
        System.arraycopy(current.bytes, position, into, offset, read);
        position += read;
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        if (wanted <= 0 || isAtEnd()) {
            return 0;
        }
        int skipped = (int) Math.min(wanted, current.length - position);
        position += skipped;
        return skipped;
    }

    @Override
    public void close() throws IOException {
        while (!isLast()) {
            advance();
        }
    }

    /// Moves on to a chunk with bytes that were not read yet.
    private boolean isAtEnd() throws IOException {
        while (position == current.length) {
            if (isLast()) {
                if (current == Chunks.CUT_OFF) {
                    throw new CutOff();
                }
                return true;
            }
            advance();
        }
        return false;
    }

    private boolean isLast() {
        return started && (current == Chunks.END || current == Chunks.CUT_OFF);
    }

    private void advance() throws InterruptedIOException {
        chunks.release(current);
        current = Chunks.take(queue);
        position = 0;
        started = true;
    }
}
