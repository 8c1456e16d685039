package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import io.plimsoll.model.Digest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The blocks of an open bundle. Each is checked against the signed index whenever it is read from the file; a few of
/// those read last are kept. Any thread may read.
///
/// The file is mapped, and somebody could write into it. So a block is copied before it is checked, and answers
/// come from the copy: what was checked is what is used.
final class Blocks {
    /// At most four megabytes of ordinary blocks.
    private static final int KEPT = 256;

    private final Path file;
    private final MemorySegment packed;
    private final BlockIndex index;
    private final AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(KEPT);

    private record Kept(int number, Block block) {}

    /// @param packed what follows the index
    Blocks(Path file, MemorySegment packed, BlockIndex index) {
        this.file = file;
        this.packed = packed;
        this.index = index;
    }

    BlockIndex index() {
        return index;
    }

    /// @param records how many it holds
    /// @throws BundleRefusedException if it is not as it was signed
    Block block(int number, int records) {
        int place = number % KEPT;
        Kept last = kept.get(place);
        if (last == null || last.number != number) {
            last = new Kept(number, Block.of(Packing.unpack(checked(number), index.length(number)), records));
            kept.set(place, last);
        }
        return last.block;
    }

    /// Checks every byte. Nothing lies between the blocks, and nothing behind them.
    void checkAll() {
        long end = 0;
        for (int number = 0; number < index.count(); number++) {
            if (index.position(number) != end) {
                throw RecordReader.malformed("block " + number + " does not follow the one before");
            }
            end += checked(number).length;
        }
        if (end != packed.byteSize()) {
            throw RecordReader.malformed("something lies behind the last block");
        }
    }

    private byte[] checked(int number) {
        byte[] block = copy(index.position(number), index.packedLength(number));
        if (!index.hasDigest(number, Digest.sha256().digest(block))) {
            throw BundleOpening.refused(
                    file,
                    Reason.TAMPERED,
                    "was changed after it was signed: block " + number + " has another digest; fetch it again");
        }
        return block;
    }

    private byte[] copy(long position, int length) {
        if (position > packed.byteSize() - length) {
            throw RecordReader.malformed("a block lies at " + position + ", outside the file");
        }
        return copy(file, packed, position, length);
    }

    /// Where a mapped file has become shorter, the JVM answers with an [InternalError].
    static byte[] copy(Path file, MemorySegment mapped, long start, long length) {
        try {
            return mapped.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (InternalError e) {
            throw BundleOpening.refused(
                    file,
                    Reason.TRUNCATED,
                    "was cut off while it was open; fetch it again, and rename the new file over the old one");
        }
    }
}
