package io.plimsoll.scanner.analysis.java;

import io.plimsoll.scanner.analysis.binary.ElfHead;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Searches one program after another for the bill of materials that GraalVM's `native-image --enable-sbom` puts into
/// it: packed with gzip, with the exported symbols `sbom` and `sbom_length` for its place and size. Values of symbols
/// lead back and forth in a file that goes by once, so the names tell what it is, and the bill is found by what it
/// begins with. Linkers write the names of exported symbols in front of all else; a file without them is left alone.
final class BillSearch {
    /// No native image is as small.
    static final int SMALLEST = 1 << 20;

    private static final int MOST_BEFORE_NAMES = 1 << 20;
    private static final int TRIAL = 1 << 10;
    private static final int MOST_TRIALS = 1_000;
    private static final int MOST_BILLS = 4;
    private static final byte[] PLACE = "\0sbom\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\0sbom_length\0".getBytes(StandardCharsets.US_ASCII);

    private final Budget budget;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] start = new byte[TRIAL];

    private ElfHead head = ElfHead.of(new byte[0]);
    private List<PackedBill> found = List.of();
    private int size;
    private long position;
    private int trials;
    private boolean namesPlace;
    private boolean namesLength;
    private boolean isGivenUp;
    private String problem = "";
    private @Nullable PackedBill open;

    BillSearch(Budget budget) {
        this.budget = budget;
    }

    /// Begins a file.
    void start(ElfHead newHead) {
        head = newHead;
        found = new ArrayList<>(1);
        size = 0;
        position = 0;
        trials = 0;
        namesPlace = false;
        namesLength = false;
        isGivenUp = false;
        problem = "";
        open = null;
    }

    /// Takes the next bytes of the file; once the names are known those of code are passed over.
    void write(byte[] bytes, int offset, int length) throws LimitReached {
        int done = 0;
        while (done < length && !isGivenUp) {
            long code = isNamed() && open == null ? head.codeAt(position) : 0;
            int count = code > 0
                    ? (int) Math.min(code, length - done)
                    : open == null
                            ? keep(bytes, offset + done, length - done)
                            : unpack(open, bytes, offset + done, length - done);
            position += count;
            done += count;
        }
    }

    /// Ends the file.
    ///
    /// @return the bills in it, also those that cannot be read
    List<PackedBill> finish() throws LimitReached {
        if (!isGivenUp && open == null) {
            search(size);
        }
        if (open != null) {
            found.add(open);
            open = null;
        }
        return found;
    }

    /// Why not all of the file was searched, or that it has none in spite of what it says; empty where neither is so.
    String problem() {
        return problem.isEmpty() && isNamed() && found.isEmpty() ? "it has symbols of one, but none" : problem;
    }

    private boolean isNamed() {
        return namesPlace && namesLength;
    }

    private void giveUp(String reason) {
        isGivenUp = true;
        problem = reason;
    }

    private int keep(byte[] bytes, int offset, int length) throws LimitReached {
        int count = Math.min(buffer.length - size, length);
        System.arraycopy(bytes, offset, buffer, size, count);
        size += count;
        if (size == buffer.length) {
            search(size - TRIAL);
        }
        return count;
    }

    private int unpack(PackedBill bill, byte[] bytes, int offset, int length) throws LimitReached {
        int count = bill.take(bytes, offset, length);
        if (bill.isDone()) {
            open = null;
            found.add(bill);
            if (found.size() == MOST_BILLS) {
                giveUp("it has " + MOST_BILLS + " or more, and no others are read");
            }
        }
        return count;
    }

    /// Searches the buffer up to an index, and keeps what lies behind it.
    private void search(int end) throws LimitReached {
        if (!isNamed()) {
            searchNames();
        }
        int at = 0;
        if (isNamed()) {
            at = searchBills(end);
        } else {
            at = Math.max(size - LENGTH.length, 0);
            isGivenUp = position >= MOST_BEFORE_NAMES;
        }
        int rest = Math.max(size - at, 0);
        System.arraycopy(buffer, size - rest, buffer, 0, rest);
        size = rest;
    }

    private void searchNames() {
        for (int at = 2; at < size; at++) {
            if (buffer[at] == 'b' && buffer[at - 1] == 's' && buffer[at - 2] == 0) {
                namesPlace |= isAt(at - 2, PLACE);
                namesLength |= isAt(at - 2, LENGTH);
            }
        }
    }

    /// @return the index of the first byte that may still belong to one
    private int searchBills(int end) throws LimitReached {
        int at = 0;
        while (at < end && !isGivenUp) {
            if (buffer[at] == PackedBill.MAGIC[0] && isAt(at, PackedBill.MAGIC) && isBill(at)) {
                open = new PackedBill(budget, inflater);
                at += unpack(open, buffer, at, size - at);
            } else {
                at++;
            }
        }
        return at;
    }

    private boolean isAt(int at, byte[] word) {
        return at + word.length <= size && Arrays.equals(buffer, at, at + word.length, word, 0, word.length);
    }

    private boolean isBill(int at) {
        if (++trials > MOST_TRIALS) {
            giveUp("more than " + MOST_TRIALS + " places look like one");
        }
        if (isGivenUp || size - at <= PackedBill.HEADER) {
            return false;
        }
        inflater.reset();
        inflater.setInput(buffer, at + PackedBill.HEADER, Math.min(TRIAL, size - at) - PackedBill.HEADER);
        int count = 0;
        try {
            for (int more = 1; more > 0 && count < TRIAL; count += more) {
                more = inflater.inflate(start, count, TRIAL - count);
            }
        } catch (DataFormatException e) {
            // what came before may tell enough of a damaged one
        }
        String text = new String(start, 0, count, StandardCharsets.ISO_8859_1);
        return text.stripLeading().startsWith("{") && text.contains("\"CycloneDX\"");
    }
}
