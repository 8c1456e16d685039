package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a write-ahead log of SQLite (sqlite.org, "Database File Format", chapter 4) as SQLite itself would when it
/// opens
/// the database after a crash: frames of this round (by their salts) whose check sums are right, up to the last that
/// ends a change. Each frame is one page of the database in its new form.
final class SqliteLog {
    static final int HEADER = 32;

    private static final long MAGIC = 0x377f0682;
    private static final long VERSION = 3_007_000;
    private static final long FRAME_HEADER = 24;
    private static final int SUMMED_OF_HEADER = 24;
    private static final int SUMMED_OF_FRAME = 8;
    private static final int SALTS = 16;
    private static final int SALTS_OF_FRAME = 8;

    private final Numbers file;
    private final int pageSize;
    private final ByteOrder order;
    private final SortedMap<Long, Long> places = new TreeMap<>();
    private String problem = "";
    private int sum1;
    private int sum2;

    private SqliteLog(Numbers file, int pageSize, ByteOrder order) {
        this.file = file;
        this.pageSize = pageSize;
        this.order = order;
    }

    /// @param bytes more than its header
    /// @throws MalformedInput if it has no sound header; SQLite reads nothing of such a log
    static SqliteLog open(FileBytes bytes) throws MalformedInput {
        Numbers file = new Numbers(bytes, ByteOrder.BIG_ENDIAN);
        long pageSize = file.u32(8);
        boolean isKnown = (file.u32(0) & ~1L) == MAGIC && file.u32(4) == VERSION;
        if (!isKnown || pageSize < 512 || pageSize > 1 << 16 || Long.bitCount(pageSize) != 1) {
            throw new MalformedInput("it does not begin as a write-ahead log of SQLite");
        }
        ByteOrder order = (file.u32(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        SqliteLog log = new SqliteLog(file, (int) pageSize, order);
        log.sum(0, SUMMED_OF_HEADER);
        if (!log.isSummed(SUMMED_OF_HEADER)) {
            throw new MalformedInput("the check sum of its header is wrong");
        }
        log.frames();
        return log;
    }

    int pageSize() {
        return pageSize;
    }

    /// The pages that finished changes wrote, by their numbers, with the place of their newest form.
    SortedMap<Long, Long> places() {
        return places;
    }

    /// Why it cannot be all that was written; empty if it can.
    String problem() {
        return problem;
    }

    private void frames() throws MalformedInput {
        long step = FRAME_HEADER + pageSize;
        long count = (file.bytes().size() - HEADER) / step;
        Map<Long, Long> unfinished = new HashMap<>();
        long frame = 0;
        for (; frame < count && isWhole(HEADER + frame * step); frame++) {
            long at = HEADER + frame * step;
            unfinished.put(file.u32(at), at + FRAME_HEADER);
            if (file.u32(at + 4) != 0) {
                places.putAll(unfinished);
                unfinished.clear();
            }
        }
        problem = problem(frame, count, unfinished.size());
    }

    private String problem(long read, long count, int unfinished) throws MalformedInput {
        long step = FRAME_HEADER + pageSize;
        int leftOut = unfinished;
        for (long frame = read; frame < count; frame++) {
            long at = HEADER + frame * step;
            if (isOfThisRound(at) && file.u32(at + 4) != 0) {
                return "it is damaged after " + read + " of at least " + (frame + 1) + " frames";
            }
            // in a change that goes on SQLite writes over its own frames, and sums up at the end
            leftOut += isOfThisRound(at) ? 1 : 0;
        }
        long end = HEADER + count * step;
        // what older rounds left behind is cut off where SQLite likes
        if (read == count && end != file.bytes().size() && isOfThisRoundOrLess(end)) {
            return "it is cut off after " + count + " frames";
        }
        return leftOut == 0 ? "" : "its last change was never finished, " + leftOut + " pages of it are left out";
    }

    private boolean isOfThisRoundOrLess(long at) throws MalformedInput {
        return at + SALTS > file.bytes().size() || isOfThisRound(at);
    }

    private boolean isWhole(long at) throws MalformedInput {
        if (!isOfThisRound(at) || file.u32(at) == 0) {
            return false;
        }
        sum(at, SUMMED_OF_FRAME);
        sum(at + FRAME_HEADER, pageSize);
        return isSummed(at + SALTS);
    }

    private boolean isOfThisRound(long at) throws MalformedInput {
        return file.u32(at + SALTS_OF_FRAME) == file.u32(SALTS)
                && file.u32(at + SALTS_OF_FRAME + 4) == file.u32(SALTS + 4);
    }

    private boolean isSummed(long at) throws MalformedInput {
        return file.u32(at) == Integer.toUnsignedLong(sum1) && file.u32(at + 4) == Integer.toUnsignedLong(sum2);
    }

    /// Adds bytes to the sums, which go on from frame to frame.
    private void sum(long at, int length) throws MalformedInput {
        ByteBuffer words = ByteBuffer.wrap(file.part(at, length).toArray()).order(order);
        while (words.hasRemaining()) {
            sum1 += words.getInt() + sum2;
            sum2 += words.getInt() + sum1;
        }
    }
}
