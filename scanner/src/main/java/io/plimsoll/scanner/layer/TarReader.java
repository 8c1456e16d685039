package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a tar archive once, front to back: POSIX ustar and pax (IEEE 1003.1), GNU long names and base-256 numbers.
/// Where headers contradict each other it decides as Go's `archive/tar` does, since the container engines are written
/// with that, and says so in the entry's oddity. Not for use by several threads; does not close the stream.
public final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_HEADER_FILE = 1 << 20;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private long contentLeft;
    private int padding;
    private boolean ended;
    private long position;
    private long contentBegin;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /// The next entry, or null at the end of the archive. What was not read of the content before is skipped.
    ///
    /// @throws MalformedInput if the archive is broken here; nothing behind can be trusted
    public @Nullable TarEntry next() throws IOException {
        Extensions extensions = new Extensions();
        while (true) {
            skipContent();
            if (!readHeader()) {
                return null;
            }
            TarHeader header = TarHeader.parse(block);
            switch (header.type()) {
                case 'x' -> extensions.pax = PaxRecords.parse(headerFile(header));
                case 'g' ->
                    extensions.globalNames |=
                            PaxRecords.parse(headerFile(header)).changesPlace();
                case 'L' -> extensions.longName = untilNul(headerFile(header));
                case 'K' -> extensions.longLink = untilNul(headerFile(header));
                default -> {
                    return entry(header, extensions);
                }
            }
        }
    }

    /// Reads content of the current entry.
    ///
    /// @return the number of bytes read, or -1 at the end of the content
    public int read(byte[] into, int offset, int length) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        int read = in.read(into, offset, (int) Math.min(length, contentLeft));
        if (read < 0) {
            throw endsTooEarly();
        }
        contentLeft -= read;
        position += read;
        return read;
    }

    /// Where the content of the current entry begins: bytes since the stream was handed over.
    public long contentBegin() {
        return contentBegin;
    }

    /// The content of the current entry that was not read yet, as a stream. Closing it does nothing.
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return length == 0 ? 0 : TarReader.this.read(into, offset, length);
            }
        };
    }

    /// Whether the marker at the end of the archive was seen; a stream that stops without it may have been cut off.
    public boolean hasEndMarker() {
        return ended;
    }

    /// Whether 512 bytes can be the beginning of a tar archive: a header with a right checksum, or an empty archive.
    public static boolean isStartOfTar(byte[] start) {
        return start.length >= BLOCK && (isZero(start) || TarHeader.hasRightChecksum(start));
    }

    private TarEntry entry(TarHeader header, Extensions extensions) throws IOException {
        PaxRecords pax = extensions.pax;
        String paxName = pax.name();
        String name = first(extensions.longName, paxName, header.name());
        String target = first(extensions.longLink, pax.linkTarget(), header.linkTarget());
        TarEntry.Kind kind = pax.isSparse() ? TarEntry.Kind.SPARSE : header.kind(name);
        long size = header.hasContent() ? pax.size().orElse(header.size()) : 0;
        contentLeft = size;
        padding = (int) (-size & (BLOCK - 1));
        if (header.type() == 'S') {
            skipSparseMap();
        }
        contentBegin = position;
        return new TarEntry(kind, name, target, size, header.mode(), oddity(header, extensions), pax.isUnreadable());
    }

    private static String oddity(TarHeader header, Extensions extensions) {
        PaxRecords pax = extensions.pax;
        if (differ(extensions.longName, pax.name()) || differ(extensions.longLink, pax.linkTarget())) {
            return "its GNU long name and its pax name differ";
        }
        if (extensions.globalNames) {
            return "a global pax header tries to rename or resize it";
        }
        if (pax.size().isPresent()
                && header.size() != 0
                && pax.size().getAsLong() != header.size()
                && header.size() < TarHeader.LARGEST_OCTAL_SIZE) {
            return "its header says " + header.size() + " bytes and its pax header "
                    + pax.size().getAsLong();
        }
        return "";
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }

    private static String first(@Nullable String one, @Nullable String other, String last) {
        return one != null ? one : other != null ? other : last;
    }

    /// An old GNU sparse file may need more blocks for the map of its holes; they lie before its content.
    private void skipSparseMap() throws IOException {
        boolean more = block[482] != 0;
        while (more) {
            readBlock();
            more = block[504] != 0;
        }
    }

    private byte[] headerFile(TarHeader header) throws IOException {
        if (header.size() > LONGEST_HEADER_FILE) {
            throw new MalformedInput("a tar header of " + header.size() + " bytes");
        }
        byte[] bytes = in.readNBytes((int) header.size());
        if (bytes.length < header.size()) {
            throw endsTooEarly();
        }
        position += bytes.length;
        contentLeft = 0;
        padding = (int) (-header.size() & (BLOCK - 1));
        return bytes;
    }

    private void skipContent() throws IOException {
        long skip = contentLeft + padding;
        contentLeft = 0;
        padding = 0;
        try {
            in.skipNBytes(skip);
            position += skip;
        } catch (EOFException e) {
            throw endsTooEarly();
        }
    }

    /// @return false at the end of the archive
    private boolean readHeader() throws IOException {
        if (ended) {
            return false;
        }
        int read = in.readNBytes(block, 0, BLOCK);
        if (read == 0) {
            return false;
        }
        if (read < BLOCK) {
            throw endsTooEarly();
        }
        position += BLOCK;
        if (!isZero(block)) {
            return true;
        }
        ended = true;
        if (in.readNBytes(block, 0, BLOCK) == BLOCK && !isZero(block)) {
            throw new MalformedInput("something follows after an end marker of the tar archive");
        }
        return false;
    }

    private void readBlock() throws IOException {
        if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
            throw endsTooEarly();
        }
        position += BLOCK;
    }

    private static boolean isZero(byte[] block) {
        for (int i = 0; i < BLOCK; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static String untilNul(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int nul = text.indexOf('\0');
        return nul < 0 ? text : text.substring(0, nul);
    }

    private static MalformedInput endsTooEarly() {
        return new MalformedInput("the tar archive ends in the middle of an entry; it seems to be cut off");
    }

    /// What headers before an entry say about it.
    private static final class Extensions {
        private PaxRecords pax = PaxRecords.NONE;
        private @Nullable String longName;
        private @Nullable String longLink;
        private boolean globalNames;
    }
}
