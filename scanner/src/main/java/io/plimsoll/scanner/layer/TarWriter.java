package io.plimsoll.scanner.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Writes a tar archive (ustar, with pax headers where a name or a size does not fit), for [TarReader] to read at the
/// other end of a pipe. Owners and times are left out. Does not close the stream.
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final String SAFE_NAME = "pax";

    private final OutputStream out;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Begins an entry; as many bytes of content as it says must follow through [#write], then [#endContent].
    public void begin(TarEntry entry) throws IOException {
        StringBuilder pax = new StringBuilder();
        boolean longName = entry.name().length() > NAME;
        boolean longTarget = entry.linkTarget().length() > NAME;
        boolean large = entry.size() > TarHeader.LARGEST_OCTAL_SIZE;
        if (longName) {
            pax.append(record("path", entry.name()));
        }
        if (longTarget) {
            pax.append(record("linkpath", entry.linkTarget()));
        }
        if (large) {
            pax.append(record("size", Long.toString(entry.size())));
        }
        if (entry.unreadable()) {
            pax.append(record(PaxRecords.UNREADABLE, "1"));
        }
        if (!pax.isEmpty()) {
            byte[] records = bytes(pax.toString());
            header(SAFE_NAME, 'x', 0, records.length, "");
            write(records, 0, records.length);
            endContent(records.length);
        }
        header(
                longName ? SAFE_NAME : entry.name(),
                type(entry.kind()),
                entry.mode(),
                large ? 0 : entry.size(),
                longTarget ? SAFE_NAME : entry.linkTarget());
    }

    /// Writes content of the entry.
    public void write(byte[] content, int offset, int length) throws IOException {
        out.write(content, offset, length);
    }

    /// Takes content of the entry, for those who write into a stream. Closing it does nothing.
    public OutputStream content() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                out.write(octet);
            }

            @Override
            public void write(byte[] content, int offset, int length) throws IOException {
                out.write(content, offset, length);
            }
        };
    }

    /// Fills the last block of an entry's content.
    public void endContent(long size) throws IOException {
        out.write(new byte[(int) (-size & (BLOCK - 1))]);
    }

    /// Writes the end marker.
    public void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private void header(String name, char type, int mode, long size, String target) throws IOException {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, String.format(Locale.ROOT, "%07o", mode));
        put(block, 124, String.format(Locale.ROOT, "%011o", size));
        block[156] = (byte) type;
        put(block, 157, target);
        put(block, 257, "ustar\00000");
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0", sum));
        out.write(block);
    }

    private static char type(TarEntry.Kind kind) {
        return switch (kind) {
            case FILE -> '0';
            case HARD_LINK -> '1';
            case SYMBOLIC_LINK -> '2';
            case DIRECTORY -> '5';
            case SPECIAL -> '6';
            case SPARSE, UNKNOWN -> throw new IllegalArgumentException("no folder has entries of the kind " + kind);
        };
    }

    /// `length key=value`, where the length counts its own digits too.
    private static String record(String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return length + " " + key + "=" + value + "\n";
    }

    private static void put(byte[] block, int offset, String text) {
        System.arraycopy(bytes(text), 0, block, offset, text.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
