package io.plimsoll.feeds.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a tar archive, one after another (POSIX.1-2001 "pax", and the long names of GNU tar). Links,
/// folders and devices are passed over. The stream is not closed.
final class TarEntries {
    private static final int BLOCK = 512;
    private static final int MAX_EXTENSION = 1 << 20;

    /// A file: its path in the archive and its bytes, which are to be read before the next one is asked for.
    record Entry(String path, InputStream content) {}

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private long left;
    private long padding;

    TarEntries(InputStream in) {
        this.in = in;
    }

    /// The next file, or null after the last one.
    @Nullable
    Entry next() throws IOException {
        String longName = null;
        Long longSize = null;
        while (nextHeader()) {
            switch (header[156]) {
                case 'L' -> longName = withoutEnd(new String(extension(), StandardCharsets.UTF_8));
                case 'x' -> {
                    Map<String, String> pax = pax(extension());
                    longName = pax.getOrDefault("path", longName);
                    longSize = pax.containsKey("size") ? (Long) size(pax.get("size"), 10) : longSize;
                }
                case '0', 0, '7' -> {
                    begin(longSize == null ? left : longSize);
                    return new Entry(longName == null ? name() : longName, new Content());
                }
                default -> {
                    begin(longSize == null || header[156] == 'g' ? left : longSize);
                    longName = header[156] == 'g' || header[156] == 'K' ? longName : null;
                    longSize = header[156] == 'g' || header[156] == 'K' ? longSize : null;
                }
            }
        }
        return null;
    }

    /// False at the end of the archive: two blocks of zeros, or nothing more.
    private boolean nextHeader() throws IOException {
        in.skipNBytes(left + padding);
        left = 0;
        padding = 0;
        int read = in.readNBytes(header, 0, BLOCK);
        if (read == 0 || isZero()) {
            return false;
        }
        if (read < BLOCK || !isChecksumRight()) {
            throw new IOException("it is no tar archive, or breaks off");
        }
        begin(size(text(124, 12), 8));
        return true;
    }

    private void begin(long size) {
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isChecksumRight() throws IOException {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum == size(text(148, 8), 8);
    }

    private static long size(String digits, int radix) throws IOException {
        try {
            long size = digits.isBlank() ? 0 : Long.parseLong(digits.strip(), radix);
            if (size >= 0 && size < 1L << 40) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IOException("an entry claims the size '" + OneLine.of(digits) + "'");
    }

    private String name() {
        String prefix = text(257, 5).equals("ustar") ? text(345, 155) : "";
        return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    }

    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private byte[] extension() throws IOException {
        if (left > MAX_EXTENSION) {
            throw new IOException("an extended header has " + left + " bytes");
        }
        byte[] bytes = in.readNBytes((int) left);
        left -= bytes.length;
        return bytes;
    }

    private static String withoutEnd(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /// Records `LENGTH KEY=VALUE` and a line break; a value may hold line breaks of its own.
    private static Map<String, String> pax(byte[] bytes) throws IOException {
        Map<String, String> records = new TreeMap<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int space = text.indexOf(' ', at);
            int end = space < 0 ? -1 : at + (int) Math.min(size(text.substring(at, space), 10), MAX_EXTENSION);
            int equals = text.indexOf('=', at);
            if (equals < space || end <= equals || end > text.length()) {
                throw new IOException("an extended header is malformed");
            }
            byte[] value = text.substring(equals + 1, end - 1).getBytes(StandardCharsets.ISO_8859_1);
            records.put(text.substring(space + 1, equals), new String(value, StandardCharsets.UTF_8));
            at = end;
        }
        return records;
    }

    /// What is left of the present file.
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("the archive breaks off within a file");
            }
            left -= read;
            return read;
        }
    }
}
