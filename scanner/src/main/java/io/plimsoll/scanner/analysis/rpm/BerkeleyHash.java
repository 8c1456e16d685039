package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.BitSet;

/// Reads `Packages`, a hash table of Berkeley DB (its `dbinc/db_page.h`): pages of keys and values in turns. Since
/// every bucket counts, the pages are read in their order in the file. Values that do not fit a page lie in chains
/// of overflow pages. Numbers are in the order of the machine that wrote them; the magic number tells which.
final class BerkeleyHash {
    private static final long MAGIC = 0x061561;
    private static final int MAGIC_AT = 12;
    private static final int OLDEST_VERSION = 7;
    private static final int NEWEST_VERSION = 10;
    private static final int PAGE_HEADER = 26;

    private static final int HASH_META = 8;
    private static final int HASH_UNSORTED = 2;
    private static final int HASH = 13;
    private static final int OVERFLOW = 7;

    private static final int ON_PAGE = 1;
    private static final int OFF_PAGE = 3;

    /// The key of the last number that was given to a package, which is no package.
    private static final long COUNTER = 0;

    private final Numbers file;
    private final int pageSize;
    private final RpmDatabase.Headers headers;
    private final BitSet overflowRead = new BitSet();
    private final FileBytes collected = new FileBytes();
    private long keys;

    private BerkeleyHash(Numbers file, int pageSize, RpmDatabase.Headers headers) {
        this.file = file;
        this.pageSize = pageSize;
        this.headers = headers;
    }

    static boolean isOne(String start) {
        return start.startsWith("\0\6\25\141", MAGIC_AT) || start.startsWith("\141\25\6\0", MAGIC_AT);
    }

    static String read(FileBytes bytes, RpmDatabase.Headers headers) throws IOException {
        Numbers big = new Numbers(bytes, ByteOrder.BIG_ENDIAN);
        Numbers file = big.u32(MAGIC_AT) == MAGIC ? big : new Numbers(bytes, ByteOrder.LITTLE_ENDIAN);
        long version = file.u32(16);
        long pageSize = file.u32(20);
        boolean encryptedOrSummed = file.u8(24) != 0 || (file.u8(26) & 1) != 0;
        if (version < OLDEST_VERSION || version > NEWEST_VERSION || file.u8(25) != HASH_META || encryptedOrSummed) {
            throw new MalformedInput("it is no plain hash table of a version from " + OLDEST_VERSION + " to "
                    + NEWEST_VERSION + " of Berkeley DB");
        }
        if (pageSize < 512 || pageSize > 1 << 16 || Long.bitCount(pageSize) != 1) {
            throw new MalformedInput("pages of " + pageSize + " bytes");
        }
        return new BerkeleyHash(file, (int) pageSize, headers).pages();
    }

    private String pages() throws IOException {
        long last = file.u32(32);
        long stored = file.u32(88);
        long there = file.bytes().size() / pageSize;
        for (long page = 1; page <= last && page < there; page++) {
            int type = file.u8(page * pageSize + 25);
            if (type == HASH || type == HASH_UNSORTED) {
                entries(page * pageSize);
            }
        }
        if (last >= there) {
            throw new MalformedInput("it ends after " + there + " of " + (last + 1) + " pages");
        }
        return keys < stored ? "it counts " + stored + " entries, but holds " + keys : "";
    }

    private void entries(long page) throws IOException {
        int count = file.u16(page + 20);
        int end = pageSize;
        for (int i = 0; i + 1 < count; i += 2) {
            int key = place(page, i, end);
            int value = place(page, i + 1, key);
            keys++;
            long number = number(page, key, end);
            if (number != COUNTER) {
                headers.take(number, value(page, value, key));
            }
            end = value;
        }
    }

    /// Where an item begins; each ends where the one before it begins.
    private int place(long page, int index, int end) throws MalformedInput {
        int place = file.u16(page + PAGE_HEADER + 2L * index);
        if (place < PAGE_HEADER || place >= end) {
            throw new MalformedInput("an entry of the page at " + page + " lies outside of its place");
        }
        return place;
    }

    private long number(long page, int key, int end) throws MalformedInput {
        if (file.u8(page + key) != ON_PAGE || end - key != 5) {
            throw new MalformedInput("a key of the page at " + page + " is not the number of a package");
        }
        return file.u32(page + key + 1);
    }

    private FileBytes value(long page, int value, int end) throws MalformedInput {
        return switch (file.u8(page + value)) {
            case ON_PAGE -> file.part(page + value + 1, end - value - 1L);
            case OFF_PAGE -> chain(file.u32(page + value + 4), file.u32(page + value + 8));
            default -> throw new MalformedInput("a value of the page at " + page + " is of an unknown kind");
        };
    }

    private FileBytes chain(long first, long length) throws MalformedInput {
        if (length > RpmDatabase.LARGEST_HEADER) {
            throw new MalformedInput("a header of " + length + " bytes");
        }
        collected.clear();
        byte[] buffer = new byte[pageSize];
        long next = first;
        while (collected.size() < length) {
            long page = next * pageSize;
            int count = Math.min(overflowBytes(next), (int) length - collected.size());
            file.part(page + PAGE_HEADER, count).copy(0, buffer, 0, count);
            collected.append(buffer, 0, count);
            next = file.u32(page + 16);
        }
        return collected.part(0, collected.size());
    }

    /// How much of a value an overflow page holds.
    private int overflowBytes(long page) throws MalformedInput {
        int count = file.u16(page * pageSize + 22);
        boolean sound = file.u8(page * pageSize + 25) == OVERFLOW && count > 0 && count <= pageSize - PAGE_HEADER;
        if (!sound || overflowRead.get((int) page)) {
            throw new MalformedInput("page " + page + " does not go on with the value that leads to it");
        }
        overflowRead.set((int) page);
        return count;
    }
}
