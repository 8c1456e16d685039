package io.plimsoll.scanner.analysis.java;

import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A bill of materials as gzip packed it (RFC 1952), while its bytes come in.
final class PackedBill {
    static final byte[] MAGIC = {0x1f, (byte) 0x8b, 8, 0};

    /// Java writes no names or comments into it.
    static final int HEADER = 10;

    /// Of 20,000 libraries it has a quarter of it.
    static final int LARGEST = 16 << 20;

    private static final int MOST_RATIO = 200;
    private static final int RATIO_FLOOR = 1 << 20;
    private static final int TRAILER = 8;

    private final Budget budget;
    private final Inflater inflater;
    private final CRC32 sum = new CRC32();
    private final FileBytes content = new FileBytes();
    private final ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] inflated = new byte[1 << 13];
    private int headerLeft = HEADER;
    private long packed;
    private boolean isDone;
    private String problem = "";

    /// @param inflater of raw streams, for this one alone until it is done
    PackedBill(Budget budget, Inflater inflater) {
        this.budget = budget;
        this.inflater = inflater;
        inflater.reset();
    }

    /// Takes bytes up to its end.
    ///
    /// @return how many of them belong to it
    int take(byte[] bytes, int offset, int length) throws LimitReached {
        int at = Math.min(headerLeft, length);
        headerLeft -= at;
        while (at < length && !isDone) {
            if (inflater.finished()) {
                int count = Math.min(trailer.remaining(), length - at);
                trailer.put(bytes, offset + at, count);
                at += count;
                isDone = trailer.remaining() == 0;
            } else {
                at += inflate(bytes, offset + at, length - at);
            }
        }
        return at;
    }

    boolean isDone() {
        return isDone;
    }

    /// All of it.
    FileBytes content() {
        return content;
    }

    /// Why there is nothing to be read; empty if there is.
    String problem() {
        if (!problem.isEmpty() || !isDone) {
            return problem.isEmpty() ? "it ends too early" : problem;
        }
        boolean isRight = trailer.getInt(0) == (int) sum.getValue() && trailer.getInt(4) == content.size();
        return isRight ? "" : "its check sum is wrong";
    }

    private int inflate(byte[] bytes, int offset, int length) throws LimitReached {
        inflater.setInput(bytes, offset, length);
        try {
            for (int count = inflater.inflate(inflated); count > 0 && !isDone; count = inflater.inflate(inflated)) {
                budget.spendNestedBytes(count);
                sum.update(inflated, 0, count);
                content.append(inflated, 0, count);
                check(packed + length - inflater.getRemaining());
            }
        } catch (DataFormatException e) {
            fail("it is damaged: " + e.getMessage());
        }
        int used = length - inflater.getRemaining();
        packed += used;
        return isDone ? Math.max(used, 1) : used;
    }

    private void check(long from) {
        if (content.size() > LARGEST) {
            fail("it is larger than the " + LARGEST + " bytes that are read of one");
        } else if (content.size() > RATIO_FLOOR && content.size() / Math.max(1, from) > MOST_RATIO) {
            fail(from + " packed bytes became " + content.size() + ", more than " + MOST_RATIO + " times as many");
        }
    }

    private void fail(String reason) {
        problem = reason;
        isDone = true;
        content.release();
    }
}
