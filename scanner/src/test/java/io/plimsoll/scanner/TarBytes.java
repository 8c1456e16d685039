package io.plimsoll.scanner;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Writes tar archives for tests byte by byte, broken ones too. Names are written one byte per char.
public final class TarBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A regular file with permission bits 0644.
    public TarBytes file(String name, String content) {
        return file(name, 0644, content.getBytes(StandardCharsets.UTF_8));
    }

    public TarBytes file(String name, int mode, byte[] content) {
        return header(name, '0', mode, octal(content.length, 11), "").content(content);
    }

    public TarBytes directory(String name) {
        return header(name, '5', 0755, octal(0, 11), "");
    }

    public TarBytes symbolicLink(String name, String target) {
        return header(name, '2', 0777, octal(0, 11), target);
    }

    public TarBytes hardLink(String name, String target) {
        return header(name, '1', 0644, octal(0, 11), target);
    }

    /// A pax header for the entry that follows; records as `key=value`.
    public TarBytes pax(String... records) {
        return extension('x', paxRecords(records));
    }

    /// A header of any type with content, such as GNU's long names.
    public TarBytes extension(char type, byte[] content) {
        return header("././@Header", type, 0, octal(content.length, 11), "").content(content);
    }

    /// A header block with the size field as it is given here, and the right checksum.
    public TarBytes header(String name, char type, int mode, String size, String link) {
        byte[] block = new byte[512];
        put(block, 0, 100, name);
        put(block, 100, 8, octal(mode, 7));
        put(block, 124, 12, size);
        put(block, 136, 12, octal(0, 11));
        block[156] = (byte) type;
        put(block, 157, 100, link);
        put(block, 257, 8, "ustar\00000");
        return raw(withChecksum(block));
    }

    /// Content, filled up to whole blocks.
    public TarBytes content(byte[] content) {
        return raw(content).raw(new byte[(512 - content.length % 512) % 512]);
    }

    public TarBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// The archive with its end marker.
    public byte[] end() {
        return raw(new byte[1024]).bytes();
    }

    /// The archive as far as it is.
    public byte[] bytes() {
        return out.toByteArray();
    }

    public static byte[] paxRecords(String... records) {
        StringBuilder all = new StringBuilder();
        for (String record : records) {
            int length = record.length() + 3;
            while (Integer.toString(length).length() + record.length() + 2 != length) {
                length++;
            }
            all.append(length).append(' ').append(record).append('\n');
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] withChecksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    public static String octal(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    private static void put(byte[] block, int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
    }
}
