package io.plimsoll.scanner.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.plimsoll.scanner.bounds.Limits;
import java.io.IOException;
import java.io.InputStream;

/// How the bytes of a layer are packed, told by their first bytes and by nothing else: media types and file names may
/// lie.
public enum Compression {
    NONE,
    GZIP,
    ZSTD,
    /// Neither a tar archive nor one of the compressions of the OCI image specification.
    UNKNOWN;

    /// Largest window that a zstd frame may ask for, as a power of two: that of `zstd --ultra -22`.
    private static final int LARGEST_WINDOW = 27;

    /// @param start the first 512 bytes, fewer where there are no more
    public static Compression of(byte[] start) {
        if (start.length >= 2 && octet(start, 0) == 0x1f && octet(start, 1) == 0x8b) {
            return GZIP;
        }
        if (start.length >= 4 && isZstd(start)) {
            return ZSTD;
        }
        return TarReader.isStartOfTar(start) ? NONE : UNKNOWN;
    }

    /// A frame, or a skippable frame (RFC 8878, section 3.1).
    private static boolean isZstd(byte[] start) {
        int magic = octet(start, 0) | octet(start, 1) << 8 | octet(start, 2) << 16 | octet(start, 3) << 24;
        return magic == 0xFD2FB528 || (magic & 0xFFFF_FFF0) == 0x184D2A50;
    }

    /// Whether bytes must be decompressed.
    public boolean isPacked() {
        return this == GZIP || this == ZSTD;
    }

    /// The uncompressed bytes; reading fails where they become too many for the packed ones. Closing frees what the
    /// decompressor holds and leaves the source open.
    public InputStream open(InputStream packed, Limits limits) throws IOException {
        RatioGuard.Source source = new RatioGuard.Source(packed);
        return switch (this) {
            case NONE, UNKNOWN -> source;
            case GZIP -> new RatioGuard(new GzipStream(source), source, limits);
            case ZSTD -> {
                ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(source);
                zstd.setLongMax(LARGEST_WINDOW);
                yield new RatioGuard(zstd, source, limits);
            }
        };
    }

    private static int octet(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }
}
