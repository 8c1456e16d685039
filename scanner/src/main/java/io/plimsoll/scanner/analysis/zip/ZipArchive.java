package io.plimsoll.scanner.analysis.zip;

import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A zip archive in memory (PKWARE APPNOTE 6.3). Only what its central directory lists exists, as for the Java runtime;
/// where headers contradict the directory, or entries overlap, the archive is refused.
public final class ZipArchive {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_SIZE = 20;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int ENCRYPTED = 1;

    private final FileBytes bytes;
    private final List<ZipMember> members;

    private ZipArchive(FileBytes bytes, List<ZipMember> members) {
        this.bytes = bytes;
        this.members = members;
    }

    /// Reads the directory of an archive.
    ///
    /// @param mostEntries more are refused
    public static ZipArchive open(FileBytes bytes, int mostEntries) throws MalformedInput, LimitReached {
        int end = findEnd(bytes);
        long directorySize = u32(bytes, end + 12);
        long directoryOffset = u32(bytes, end + 16);
        int directoryEnd = end;
        int locator = end - ZIP64_LOCATOR_SIZE;
        if (locator >= 0 && u32(bytes, locator) == ZIP64_LOCATOR_SIGNATURE) {
            directoryEnd = findZip64End(bytes, locator);
            directorySize = u64(bytes, directoryEnd + 40);
            directoryOffset = u64(bytes, directoryEnd + 48);
        }
        // Bytes before the archive, such as a start script, move everything.
        long start = directoryEnd - directorySize;
        long moved = start - directoryOffset;
        if (directorySize < 0 || directoryOffset < 0 || start < 0 || moved < 0) {
            throw new MalformedInput("the directory of the archive does not fit into it");
        }
        List<ZipMember> members = directory(bytes, (int) start, directoryEnd, (int) moved, mostEntries);
        refuseOverlaps(members, (int) start);
        return new ZipArchive(bytes, members);
    }

    public List<ZipMember> members() {
        return members;
    }

    /// The content of an entry. What is stored is not copied.
    ///
    /// @param limit bytes; more are refused whatever the entry says of itself
    public FileBytes read(ZipMember member, long limit, Budget budget) throws IOException {
        int data = dataStart(member);
        if (member.encrypted()) {
            throw new MalformedInput("the entry is encrypted");
        }
        if (data + (long) member.packed() > bytes.size()) {
            throw new MalformedInput("the entry ends behind the archive");
        }
        FileBytes packed = bytes.part(data, member.packed());
        FileBytes content = switch (member.method()) {
            case ZipMember.STORED -> stored(packed, limit, budget);
            case ZipMember.DEFLATED -> inflate(packed, member.size(), limit, budget);
            default -> throw new MalformedInput("the entry is packed by method " + member.method());
        };
        if (content.size() != member.size() || crc(content) != member.crc()) {
            throw lies();
        }
        return content;
    }

    private static MalformedInput lies() {
        return new MalformedInput("the entry is not what its size and checksum say");
    }

    private static int findEnd(FileBytes bytes) throws MalformedInput {
        int last = bytes.size() - END_SIZE;
        for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (u32(bytes, at) == END_SIGNATURE && at + END_SIZE + u16(bytes, at + 20) == bytes.size()) {
                return at;
            }
        }
        throw new MalformedInput("no zip archive, or one that is cut off");
    }

    private static int findZip64End(FileBytes bytes, int locator) throws MalformedInput {
        // Its own offset does not count bytes before the archive; the record ends where the locator begins.
        int at = locator - 56;
        if (at < 0 || u32(bytes, at) != ZIP64_END_SIGNATURE) {
            throw new MalformedInput("the zip64 end of the archive is missing");
        }
        return at;
    }

    private static List<ZipMember> directory(FileBytes bytes, int start, int end, int moved, int mostEntries)
            throws MalformedInput, LimitReached {
        List<ZipMember> members = new ArrayList<>();
        int at = start;
        while (at < end) {
            if (end - at < CENTRAL_SIZE || u32(bytes, at) != CENTRAL_SIGNATURE) {
                throw new MalformedInput("the directory of the archive is broken");
            }
            int nameLength = u16(bytes, at + 28);
            int next = at + CENTRAL_SIZE + nameLength + u16(bytes, at + 30) + u16(bytes, at + 32);
            if (next > end) {
                throw new MalformedInput("the directory of the archive is broken");
            }
            if (members.size() == mostEntries) {
                throw new LimitReached("limit-entries", "the archive holds more than " + mostEntries + " entries");
            }
            members.add(member(bytes, at, nameLength, moved));
            at = next;
        }
        return members;
    }

    /// No archive that fits into memory needs 64-bit sizes; where they are used, 32 bits say -1, which no check lets
    /// by.
    private static ZipMember member(FileBytes bytes, int at, int nameLength, int moved) throws MalformedInput {
        long header = u32(bytes, at + 42) + moved;
        long packed = u32(bytes, at + 20);
        if (header + LOCAL_SIZE + packed > bytes.size()) {
            throw new MalformedInput("an entry lies behind the end of the archive");
        }
        return new ZipMember(
                text(bytes, at + CENTRAL_SIZE, nameLength),
                u16(bytes, at + 10),
                (u16(bytes, at + 8) & ENCRYPTED) != 0,
                u32(bytes, at + 16),
                (int) header,
                (int) packed,
                u32(bytes, at + 24));
    }

    /// Many entries over the same bytes make a bomb that no ratio shows (Fifield, "A better zip bomb").
    private static void refuseOverlaps(List<ZipMember> members, int directory) throws MalformedInput {
        List<ZipMember> inOrder = new ArrayList<>(members);
        inOrder.sort(Comparator.comparingInt(ZipMember::header));
        long free = 0;
        for (ZipMember member : inOrder) {
            if (member.header() < free) {
                throw new MalformedInput("entries of the archive overlap");
            }
            free = (long) member.header() + LOCAL_SIZE + member.packed();
        }
        if (free > directory) {
            throw new MalformedInput("entries of the archive overlap its directory");
        }
    }

    private int dataStart(ZipMember member) throws MalformedInput {
        int at = member.header();
        if (u32(bytes, at) != LOCAL_SIGNATURE) {
            throw new MalformedInput("the entry has no header of its own");
        }
        int nameLength = u16(bytes, at + 26);
        int start = at + LOCAL_SIZE + nameLength + u16(bytes, at + 28);
        if (start > bytes.size() || !text(bytes, at + LOCAL_SIZE, nameLength).equals(member.name())) {
            throw new MalformedInput("the entry has another name in its own header");
        }
        return start;
    }

    private static FileBytes stored(FileBytes packed, long limit, Budget budget) throws LimitReached {
        budget.spendNestedBytes(packed.size());
        if (packed.size() > limit) {
            throw new LimitReached("limit-file", "an entry larger than the " + limit + " bytes that are read of it");
        }
        return packed;
    }

    /// @param stated size; what turns out larger is not read to its end
    private static FileBytes inflate(FileBytes packed, long stated, long limit, Budget budget) throws IOException {
        Inflater inflater = new Inflater(true);
        byte[] in = new byte[1 << 13];
        byte[] out = new byte[1 << 15];
        FileBytes content = new FileBytes();
        int fed = 0;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int count = Math.min(in.length, packed.size() - fed);
                    if (count == 0) {
                        throw new MalformedInput("the entry ends too early");
                    }
                    packed.copy(fed, in, 0, count);
                    inflater.setInput(in, 0, count);
                    fed += count;
                }
                int inflated = inflater.inflate(out);
                if (inflated == 0 && inflater.needsDictionary()) {
                    throw new MalformedInput("the entry asks for a dictionary");
                }
                budget.spendNestedBytes(inflated);
                if (content.size() + (long) inflated > limit) {
                    throw new LimitReached(
                            "limit-file", "an entry larger than the " + limit + " bytes that are read of it");
                }
                if (content.size() + (long) inflated > stated) {
                    throw lies();
                }
                content.append(out, 0, inflated);
            }
        } catch (DataFormatException e) {
            throw new MalformedInput("the entry is broken: " + e.getMessage());
        } finally {
            inflater.end();
        }
        return content;
    }

    private static long crc(FileBytes content) {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 15];
        for (int at = 0; at < content.size(); at += buffer.length) {
            int count = Math.min(buffer.length, content.size() - at);
            content.copy(at, buffer, 0, count);
            crc.update(buffer, 0, count);
        }
        return crc.getValue();
    }

    private static String text(FileBytes bytes, int at, int length) {
        return new String(bytes.part(at, length).toArray(), StandardCharsets.UTF_8);
    }

    private static int u16(FileBytes bytes, int at) {
        return bytes.at(at) | bytes.at(at + 1) << 8;
    }

    private static long u32(FileBytes bytes, int at) {
        return u16(bytes, at) | (long) u16(bytes, at + 2) << 16;
    }

    private static long u64(FileBytes bytes, int at) {
        return u32(bytes, at) | u32(bytes, at + 4) << 32;
    }
}
