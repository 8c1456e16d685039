package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.zip.Adler32;

/// Reads `Packages.db` of rpm's own "ndb" form (rpm, `lib/backend/ndb`): pages of slots, each of which points to the
/// blob of one package. Everything counts in units of 16 bytes, numbers are little-endian.
///
/// ```
/// file:  "RpmP" version generation slot-pages next-number, then slots up to the end of the slot pages
/// slot:  "Slot" number offset count        (an offset of 0: a free slot)
/// blob:  "BlbS" number generation length, the header, zeros, then adler32 length "BlbE" up to the end of a unit
/// ```
final class NdbFile {
    static final String MAGIC = "RpmP";

    private static final long SLOT_MAGIC = 0x746f6c53;
    private static final long BLOB_START = 0x53626c42;
    private static final long BLOB_END = 0x45626c42;
    private static final int UNIT = 16;
    private static final int PAGE = 4096;
    private static final int FIRST_SLOT = 32;
    private static final int BLOB_HEAD = 16;
    private static final int BLOB_TAIL = 12;

    private final Numbers file;
    private final RpmDatabase.Headers headers;
    private long left;

    private NdbFile(FileBytes bytes, RpmDatabase.Headers headers) {
        this.file = new Numbers(bytes, ByteOrder.LITTLE_ENDIAN);
        this.headers = headers;
        this.left = bytes.size();
    }

    static String read(FileBytes bytes, RpmDatabase.Headers headers) throws IOException {
        new NdbFile(bytes, headers).slots();
        return "";
    }

    private void slots() throws IOException {
        if (file.u32(4) != 0) {
            throw new MalformedInput("version " + file.u32(4) + " of its form is not known");
        }
        long end = file.u32(12) * PAGE;
        if (end == 0 || end > file.bytes().size()) {
            throw new MalformedInput(
                    "its slots end at " + end + " of " + file.bytes().size() + " bytes");
        }
        for (long slot = FIRST_SLOT; slot < end; slot += UNIT) {
            if (file.u32(slot) != SLOT_MAGIC) {
                throw new MalformedInput("there is no slot at " + slot);
            }
            if (file.u32(slot + 8) != 0) {
                blob(file.u32(slot + 4), file.u32(slot + 8) * UNIT, file.u32(slot + 12) * UNIT);
            }
        }
    }

    private void blob(long number, long at, long size) throws IOException {
        left -= size;
        if (left < 0) {
            throw new MalformedInput("its slots lead to more than it holds");
        }
        long length = file.u32(at + 12);
        long tail = at + size - BLOB_TAIL;
        boolean sound = file.u32(at) == BLOB_START
                && file.u32(at + 4) == number
                && size == (BLOB_HEAD + length + BLOB_TAIL + UNIT - 1) / UNIT * UNIT
                && file.u32(tail + 4) == length
                && file.u32(tail + 8) == BLOB_END
                && file.u32(tail) == adler32(file.part(at, size - BLOB_TAIL));
        if (!sound) {
            throw new MalformedInput("the entry of package number " + number + " is damaged");
        }
        headers.take(number, file.part(at + BLOB_HEAD, length));
    }

    private static long adler32(FileBytes bytes) {
        Adler32 sum = new Adler32();
        byte[] buffer = new byte[1 << 13];
        for (int from = 0; from < bytes.size(); from += buffer.length) {
            int count = Math.min(buffer.length, bytes.size() - from);
            bytes.copy(from, buffer, 0, count);
            sum.update(buffer, 0, count);
        }
        return sum.getValue();
    }
}
