package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The data of one program after another as the loader would lay it into memory, without its code, so that addresses in
/// it can be followed. Kept up to a limit; of a program with more nothing is kept. The memory is used again, as new
/// memory costs more than the copying.
final class ElfData {
    private record Kept(ElfHead.Segment segment, FileBytes bytes) {}

    private final List<FileBytes> memory = new ArrayList<>();
    private final List<Kept> segments = new ArrayList<>();
    private final long limit;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long position;
    private long size;

    ElfData(long limit) {
        this.limit = limit;
    }

    /// Begins a program; its bytes follow from the first on.
    void start(ElfHead head) {
        forget();
        order = head.order();
        for (ElfHead.Segment segment : head.data()) {
            if (segments.size() == memory.size()) {
                memory.add(new FileBytes());
            }
            FileBytes bytes = memory.get(segments.size());
            bytes.clear();
            segments.add(new Kept(segment, bytes));
        }
        position = 0;
        size = 0;
    }

    /// Keeps nothing until the next program.
    void forget() {
        segments.clear();
    }

    /// Takes the next bytes of the file.
    void write(byte[] bytes, int offset, int length) {
        for (Kept kept : segments) {
            long from = Math.max(kept.segment().offset() - position, 0);
            long to =
                    Math.min(kept.segment().offset() - position + kept.segment().size(), length);
            if (from < to) {
                size += to - from;
                kept.bytes().append(bytes, offset + (int) from, (int) (to - from));
            }
        }
        position += length;
        if (size > limit) {
            forget();
        }
    }

    /// The bytes at an address, if all of them were kept.
    Optional<byte[]> at(long address, long length) {
        for (Kept kept : segments) {
            long from = address - kept.segment().address();
            if (from >= 0 && length >= 0 && length <= kept.bytes().size() - from) {
                return Optional.of(kept.bytes().part((int) from, (int) length).toArray());
            }
        }
        return Optional.empty();
    }

    /// A number at an address.
    ///
    /// @param width 4 or 8 bytes
    Optional<Long> number(long address, int width) {
        return at(address, width).map(bytes -> {
            ByteBuffer number = ByteBuffer.wrap(bytes).order(order);
            return width == 8 ? number.getLong() : number.getInt() & 0xffff_ffffL;
        });
    }
}
