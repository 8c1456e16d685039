package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The data of a program as the loader would lay it into memory, without its code, so that addresses in it can be
/// followed. Kept up to a limit; beyond that nothing is kept.
final class ElfData {
    /// Of a program of which nothing is kept.
    static final ElfData NONE = new ElfData(new ElfHead(ByteOrder.LITTLE_ENDIAN, List.of()), 0);

    private record Kept(ElfHead.Segment segment, FileBytes bytes) {}

    private final ElfHead head;
    private final List<Kept> segments;
    private final long limit;
    private long position;
    private long size;

    ElfData(ElfHead head, long limit) {
        this.head = head;
        this.segments = head.data().stream()
                .map(segment -> new Kept(segment, new FileBytes()))
                .collect(Collectors.toCollection(ArrayList::new));
        this.limit = limit;
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
            segments.clear();
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
            ByteBuffer number = ByteBuffer.wrap(bytes).order(head.order());
            return width == 8 ? number.getLong() : number.getInt() & 0xffff_ffffL;
        });
    }
}
