package io.plimsoll.scanner.analysis.rpm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a write-ahead log of SQLite.
final class LogBytes {
    static final int HEADER = 32;
    static final int FRAME_HEADER = 24;

    private static final long SALTS = 0x0123456789abcdefL;

    private final int pageSize;
    private final List<ByteBuffer> frames = new ArrayList<>();

    LogBytes(int pageSize) {
        this.pageSize = pageSize;
    }

    /// The log of one finished change.
    ///
    /// @param from what the database holds
    /// @param to what whoever reads both is to see
    static LogBytes change(int pageSize, byte[] from, byte[] to) {
        return new LogBytes(pageSize).changed(from, to);
    }

    /// One more change, in the frames of the pages that differ.
    LogBytes changed(byte[] from, byte[] to) {
        int first = frames.size();
        for (int at = 0; at < to.length; at += pageSize) {
            byte[] page = Arrays.copyOfRange(to, at, at + pageSize);
            if (at >= from.length || !Arrays.equals(page, Arrays.copyOfRange(from, at, at + pageSize))) {
                page(at / pageSize + 1, page);
            }
        }
        if (first < frames.size()) {
            finish(to.length / pageSize);
        }
        return this;
    }

    /// One page of a change that is not finished.
    LogBytes page(int number, byte[] content) {
        frames.add(ByteBuffer.allocate(FRAME_HEADER + pageSize)
                .putInt(0, number)
                .putLong(8, SALTS)
                .put(FRAME_HEADER, content));
        return this;
    }

    /// Ends a change with the last page.
    ///
    /// @param pages of the database after it
    LogBytes finish(int pages) {
        frames.getLast().putInt(4, pages);
        return this;
    }

    /// @param order of the words that are summed up
    byte[] bytes(ByteOrder order) {
        ByteBuffer log = ByteBuffer.allocate(HEADER + frames.size() * (FRAME_HEADER + pageSize));
        log.putInt(order == ByteOrder.BIG_ENDIAN ? 0x377f0683 : 0x377f0682)
                .putInt(3_007_000)
                .putInt(pageSize)
                .putLong(16, SALTS)
                .position(HEADER);
        frames.forEach(frame -> log.put(frame.rewind()));
        return summed(log.array());
    }

    byte[] bytes() {
        return bytes(ByteOrder.LITTLE_ENDIAN);
    }

    /// The same log with check sums that are right, whatever else it says.
    static byte[] summed(byte[] bytes) {
        ByteBuffer log = ByteBuffer.wrap(bytes.clone());
        if (log.limit() < HEADER) {
            return log.array();
        }
        ByteOrder order = (log.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int[] sums = sum(log, 0, 24, order, new int[2]);
        log.putInt(24, sums[0]).putInt(28, sums[1]);
        int size = log.getInt(8);
        for (int at = HEADER; size > 0 && size <= 1 << 16 && at + FRAME_HEADER + size <= log.limit(); ) {
            sums = sum(log, at + FRAME_HEADER, size / 8 * 8, order, sum(log, at, 8, order, sums));
            log.putInt(at + 16, sums[0]).putInt(at + 20, sums[1]);
            at += FRAME_HEADER + size;
        }
        return log.array();
    }

    private static int[] sum(ByteBuffer log, int from, int length, ByteOrder order, int[] sums) {
        int first = sums[0];
        int second = sums[1];
        ByteBuffer words = log.duplicate().order(order);
        for (int at = from; at < from + length; at += 8) {
            first += words.getInt(at) + second;
            second += words.getInt(at + 4) + first;
        }
        return new int[] {first, second};
    }
}
