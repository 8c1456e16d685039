package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One 512-byte header block of a tar archive (IEEE 1003.1, "ustar Interchange Format"; GNU tar manual, "Basic Tar
/// Format").
///
/// @param type the type flag; a NUL of old archives is given as `0`
/// @param size as this block says; a pax header may say otherwise
record TarHeader(char type, String name, String linkTarget, long size, int mode) {
    /// Eleven octal digits: what needs more is written in base 256 or in a pax header.
    static final long LARGEST_OCTAL_SIZE = 0x1_FFFF_FFFFL;

    private static final int CHECKSUM = 148;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    static TarHeader parse(byte[] block) throws MalformedInput {
        if (!hasRightChecksum(block)) {
            throw new MalformedInput("a tar header has a wrong checksum");
        }
        char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
        String name = text(block, 0, 100);
        if (isUstar(block)) {
            String prefix = text(block, PREFIX, 155);
            name = prefix.isEmpty() ? name : prefix + "/" + name;
        }
        long size = number(block, 124, 12);
        if (size < 0) {
            throw new MalformedInput("a tar entry says that it has " + size + " bytes");
        }
        return new TarHeader(type, name, text(block, 157, 100), size, (int) number(block, 100, 8) & 0xfff);
    }

    /// What this entry makes.
    ///
    /// @param fullName its name; old archives mark a folder by a slash at the end only
    TarEntry.Kind kind(String fullName) {
        return switch (type) {
            case '0', '7' -> fullName.endsWith("/") ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
            case '1' -> TarEntry.Kind.HARD_LINK;
            case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
            case '3', '4', '6' -> TarEntry.Kind.SPECIAL;
            case '5' -> TarEntry.Kind.DIRECTORY;
            case 'S' -> TarEntry.Kind.SPARSE;
            default -> TarEntry.Kind.UNKNOWN;
        };
    }

    /// Whether content follows: by the type flag alone, so also for a folder that only its slash makes one.
    boolean hasContent() {
        return type < '1' || type > '6';
    }

    /// The sum of all bytes, the checksum's own counted as blanks. Some old programs added them up as signed.
    static boolean hasRightChecksum(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < 512; i++) {
            byte b = i >= CHECKSUM && i < CHECKSUM + 8 ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        try {
            long stated = number(block, CHECKSUM, 8);
            return stated == unsigned || stated == signed;
        } catch (MalformedInput e) {
            return false;
        }
    }

    private static boolean isUstar(byte[] block) {
        byte[] magic = {'u', 's', 't', 'a', 'r', 0};
        return Arrays.equals(block, MAGIC, MAGIC + 6, magic, 0, 6);
    }

    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /// Octal digits between blanks and NULs, or base 256 with the highest bit set (GNU).
    private static long number(byte[] block, int offset, int length) throws MalformedInput {
        return (block[offset] & 0x80) != 0 ? base256(block, offset, length) : octal(text(block, offset, length));
    }

    private static long octal(String text) throws MalformedInput {
        String digits = text.strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new MalformedInput("a tar header holds no octal number but '" + FilePath.text(digits) + "'");
        }
    }

    private static long base256(byte[] block, int offset, int length) throws MalformedInput {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int digit = i == 0 && !negative ? block[offset] & 0x7f : block[offset + i] & 0xff;
            if (value >>> 55 != (negative ? 0x1FF : 0)) {
                throw new MalformedInput("a tar header holds a number of more than 64 bits");
            }
            value = value << 8 | digit;
        }
        return value;
    }
}
