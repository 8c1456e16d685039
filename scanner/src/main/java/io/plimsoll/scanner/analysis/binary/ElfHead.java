package io.plimsoll.scanner.analysis.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// What the start of an ELF file says of the rest (System V ABI, "Program Header"): which stretches of the file are
/// loaded, where to, and which of them are code. Linkers write this table right behind the file's header; one that lies
/// elsewhere is not looked for.
///
/// @param order of the bytes in numbers
/// @param segments those that are loaded, in the order of the table
public record ElfHead(ByteOrder order, List<Segment> segments) {
    public static final String MAGIC = "\177ELF";

    /// How much of a file is needed.
    static final int BYTES = 4096;

    private static final int LOADED = 1;
    private static final int EXECUTABLE = 1;

    /// A stretch of the file that is loaded into memory.
    public record Segment(long offset, long size, long address, boolean isCode) {}

    /// Reads as many segments as are sound; none where it is no ELF file.
    ///
    /// @param start the first [#BYTES] bytes of a file, or all of a shorter one
    public static ElfHead of(byte[] start) {
        if (start.length < 64) {
            return new ElfHead(ByteOrder.LITTLE_ENDIAN, List.of());
        }
        boolean wide = start[4] == 2;
        ByteOrder order = start[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer bytes = ByteBuffer.wrap(start).order(order);
        long table = wide ? bytes.getLong(32) : bytes.getInt(28) & 0xffff_ffffL;
        int entry = bytes.getShort(wide ? 54 : 42) & 0xffff;
        int count = bytes.getShort(wide ? 56 : 44) & 0xffff;
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count && entry >= (wide ? 56 : 32); i++) {
            long at = table + (long) i * entry;
            if (at < 0 || at > start.length - entry) {
                break;
            }
            if (bytes.getInt((int) at) == LOADED) {
                segments.add(wide ? wide(bytes, (int) at) : narrow(bytes, (int) at));
            }
        }
        segments.removeIf(segment -> segment.offset() < 0 || segment.size() <= 0);
        return new ElfHead(order, List.copyOf(segments));
    }

    private static Segment wide(ByteBuffer bytes, int at) {
        boolean isCode = (bytes.getInt(at + 4) & EXECUTABLE) != 0;
        return new Segment(bytes.getLong(at + 8), bytes.getLong(at + 32), bytes.getLong(at + 16), isCode);
    }

    private static Segment narrow(ByteBuffer bytes, int at) {
        boolean isCode = (bytes.getInt(at + 24) & EXECUTABLE) != 0;
        return new Segment(
                bytes.getInt(at + 4) & 0xffff_ffffL,
                bytes.getInt(at + 16) & 0xffff_ffffL,
                bytes.getInt(at + 8) & 0xffff_ffffL,
                isCode);
    }

    /// Where the last of what is loaded ends in the file; 0 where nothing is. More than a few tables behind it is what
    /// somebody appended, or what debuggers need.
    public long loadedEnd() {
        return segments.stream()
                .mapToLong(segment -> segment.offset() + segment.size())
                .max()
                .orElse(0);
    }

    /// The segments without code.
    List<Segment> data() {
        return segments.stream().filter(segment -> !segment.isCode()).toList();
    }

    /// How many bytes from a place of the file on are code; 0 if the first is not.
    public long codeAt(long position) {
        return segments.stream()
                .filter(segment -> segment.isCode()
                        && position >= segment.offset()
                        && position - segment.offset() < segment.size())
                .mapToLong(segment -> segment.size() - (position - segment.offset()))
                .max()
                .orElse(0);
    }

    /// How many bytes lie between a place of the file and the next code behind it.
    long untilCode(long position) {
        return segments.stream()
                .filter(segment -> segment.isCode() && segment.offset() > position)
                .mapToLong(segment -> segment.offset() - position)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
