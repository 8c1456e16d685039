package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Searches one program after another for zlib streams (RFC 1950) that begin like a list of crates. Where a stream may
/// begin, a kilobyte is inflated for trial: damaged tables or other first words tell nearly all others at once. How
/// often that is tried is limited by the size of the file.
final class CrateSearch {
    private static final byte[] BEGINNING = "{\"packages\":[".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Of a list, inflated: the largest known are a twentieth of it.
    static final int LARGEST_LIST = 4 << 20;

    private static final int MOST_LISTS = 8;

    /// More than the tables in front of the first word can take.
    private static final int TRIAL = 1 << 10;

    /// Bytes of a block up to the end of the 19 lengths, and one more.
    private static final int LONGEST_LENGTHS = 11;

    private static final int FREE_TRIALS = 10_000;
    private static final int BYTES_PER_TRIAL = 512;

    private final Budget budget;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] inflated = new byte[1 << 13];

    private ElfHead head = ElfHead.of(new byte[0]);
    private List<Crates> found = List.of();
    private int size;
    private long position;
    private long trials;
    private boolean isGivenUp;
    private @Nullable FileBytes open;

    CrateSearch(Budget budget) {
        this.budget = budget;
    }

    /// Begins a file.
    void start(ElfHead newHead) {
        head = newHead;
        found = new ArrayList<>(1);
        size = 0;
        position = 0;
        trials = 0;
        isGivenUp = false;
        open = null;
    }

    /// Takes the next bytes of the file; those of code are passed over.
    void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && !isGivenUp) {
            long code = head.codeAt(position);
            long wanted = code > 0 ? code : head.untilCode(position);
            int count = (int) Math.min(wanted, length - done);
            if (code == 0) {
                data(bytes, offset + done, count);
            }
            position += count;
            done += count;
        }
    }

    /// Ends the file.
    ///
    /// @return the lists in it
    List<Crates> finish() throws IOException {
        if (!isGivenUp) {
            search(size);
        }
        if (open != null) {
            fail("the list of crates ends too early");
        }
        return found;
    }

    private void data(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && !isGivenUp) {
            if (open != null) {
                at += inflate(open, bytes, at, end - at);
                continue;
            }
            int count = Math.min(buffer.length - size, end - at);
            System.arraycopy(bytes, at, buffer, size, count);
            size += count;
            at += count;
            if (size == buffer.length) {
                search(size - TRIAL);
            }
        }
    }

    /// Searches the buffer for streams that begin before an index, and keeps what lies behind it.
    private void search(int end) throws IOException {
        int at = 0;
        while (at < Math.min(end, size - 6) && !isGivenUp) {
            at = firstByte(buffer, at, Math.min(end, size - 6));
            if (at == Math.min(end, size - 6)) {
                break;
            }
            if (mayBegin(at) && isList(at)) {
                open = new FileBytes();
                inflater.reset();
                at += inflate(open, buffer, at, size - at);
            } else {
                at++;
            }
        }
        int rest = open == null ? Math.max(size - at, 0) : 0;
        System.arraycopy(buffer, size - rest, buffer, 0, rest);
        size = rest;
    }

    /// The first place from `at` on where a stream may begin, or `end`. All but one in 256 bytes are passed over
    /// here, so they are looked at eight at a time: one of them is zero, once the wanted byte is taken away, if a
    /// borrow reaches its highest bit.
    private static int firstByte(byte[] bytes, int at, int end) {
        int i = at;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long different = (long) EIGHT.get(bytes, i) ^ 0x7878_7878_7878_7878L;
            long zero = (different - 0x0101_0101_0101_0101L) & ~different & 0x8080_8080_8080_8080L;
            if (zero != 0) {
                return i + Long.numberOfTrailingZeros(zero) / Byte.SIZE;
            }
        }
        while (i < end && bytes[i] != 0x78) {
            i++;
        }
        return i;
    }

    /// The four second bytes that compressors write (RFC 1950, 2.2), then a block of a kind that exists (RFC 1951,
    /// 3.2.3): a stored one with its length twice, or one with text in it.
    private boolean mayBegin(int at) {
        int level = buffer[at + 1] & 0xff;
        if (level != 0x9c && level != 0xda && level != 0x5e && level != 0x01) {
            return false;
        }
        int length = (buffer[at + 3] & 0xff) | (buffer[at + 4] & 0xff) << 8;
        int complement = (buffer[at + 5] & 0xff) | (buffer[at + 6] & 0xff) << 8;
        return switch ((buffer[at + 2] >> 1) & 3) {
            case 0 -> length != 0 && (length ^ complement) == 0xffff;
            case 1 -> true;
            case 2 -> mayHoldTables(at + 2);
            default -> false;
        };
    }

    /// Whether a block can begin there that brings code tables of its own (RFC 1951, 3.2.7): the lengths of the
    /// codes that they are written in must make a complete code, else no decompressor takes it. Few random bytes
    /// do, and it costs far less than a trial.
    private boolean mayHoldTables(int block) {
        if (size - block < LONGEST_LENGTHS) {
            return true;
        }
        int lengths = bits(block, 13, 4) + 4;
        int filled = 0;
        for (int i = 0; i < lengths; i++) {
            int length = bits(block, 17 + 3 * i, 3);
            filled += length == 0 ? 0 : 128 >> length;
        }
        return filled == 128;
    }

    private int bits(int start, int offset, int count) {
        int at = start + offset / Byte.SIZE;
        int two = (buffer[at] & 0xff) | (buffer[at + 1] & 0xff) << Byte.SIZE;
        return (two >> (offset % Byte.SIZE)) & ((1 << count) - 1);
    }

    private boolean isList(int at) {
        if (++trials > FREE_TRIALS + position / BYTES_PER_TRIAL) {
            fail("too many places look like a compressed list of crates");
            isGivenUp = true;
            return false;
        }
        inflater.reset();
        inflater.setInput(buffer, at, Math.min(TRIAL, size - at));
        try {
            int count = inflater.inflate(inflated, 0, BEGINNING.length);
            return count == BEGINNING.length
                    && Arrays.equals(inflated, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
        } catch (DataFormatException e) {
            return false;
        }
    }

    /// Inflates more of the list.
    ///
    /// @return how many bytes belonged to it
    private int inflate(FileBytes list, byte[] bytes, int offset, int length) throws IOException {
        inflater.setInput(bytes, offset, length);
        try {
            for (int count = inflater.inflate(inflated); count > 0; count = inflater.inflate(inflated)) {
                budget.spendNestedBytes(count);
                list.append(inflated, 0, count);
                if (list.size() > LARGEST_LIST) {
                    fail("the list of crates is larger than the " + LARGEST_LIST + " bytes that are read of one");
                    isGivenUp = true;
                    return length;
                }
            }
        } catch (DataFormatException e) {
            fail("the list of crates is damaged: " + e.getMessage());
            return Math.max(length - inflater.getRemaining(), 1);
        }
        if (inflater.needsDictionary()) {
            fail("the list of crates cannot be unpacked without a dictionary");
        } else if (inflater.finished()) {
            add(Crates.of(list));
        }
        return Math.max(length - inflater.getRemaining(), 1);
    }

    private void fail(String problem) {
        add(new Crates(List.of(), problem));
    }

    private void add(Crates crates) {
        open = null;
        found.add(crates);
        if (found.size() == MOST_LISTS) {
            found.add(new Crates(List.of(), "more than " + MOST_LISTS + " lists of crates in one file"));
            isGivenUp = true;
        }
    }
}
