package io.plimsoll.feeds.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/// How upstreams pack their files, told by the ending of the name, which the operator chose with the target.
enum Packing {
    NONE(""),
    GZIP(".gz"),
    BZIP2(".bz2"),
    XZ(".xz"),
    ZSTD(".zst");

    /// What unpacking may hold in memory: 128 MiB are enough for `xz -9` (65 MiB) and `zstd --long` (2^27 bytes).
    private static final int LARGEST_WINDOW = 27;

    private static final int MEMORY_KIB = 1 << (LARGEST_WINDOW - 10);

    private final String ending;

    Packing(String ending) {
        this.ending = ending;
    }

    /// Such as `.gz`; empty for what is not packed.
    String ending() {
        return ending;
    }

    static Packing of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(packing -> packing != NONE && name.endsWith(packing.ending))
                .findFirst()
                .orElse(NONE);
    }

    /// The bytes that were packed. Files of several streams, as parallel packers write them, are read to their end; one
    /// that breaks off fails, and so does one of which far more comes out than went in.
    InputStream open(InputStream file) throws IOException {
        if (this == NONE) {
            return file;
        }
        Unpacked.Counted packed = new Unpacked.Counted(file);
        try {
            return new Unpacked(
                    switch (this) {
                        case NONE -> packed;
                        case GZIP -> new GZIPInputStream(packed, 1 << 16);
                        case BZIP2 -> new BZip2CompressorInputStream(packed, true);
                        case XZ -> new XZInputStream(packed, MEMORY_KIB);
                        case ZSTD ->
                            new BufferedInputStream(
                                    new ZstdInputStreamNoFinalizer(packed).setLongMax(LARGEST_WINDOW), 1 << 16);
                    },
                    packed);
        } catch (RuntimeException e) {
            throw Unpacked.broken(e);
        }
    }
}
