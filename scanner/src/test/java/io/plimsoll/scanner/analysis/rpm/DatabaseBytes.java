package io.plimsoll.scanner.analysis.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/// The forms of a database of rpm, each with a writer that is just good enough for tests.
enum DatabaseBytes {
    SQLITE("rpmdb.sqlite") {
        @Override
        byte[] of(List<byte[]> headers) {
            return new SqliteBytes(4096).database(headers, headers.size());
        }
    },
    SQLITE_SMALL_PAGES("rpmdb.sqlite") {
        @Override
        byte[] of(List<byte[]> headers) {
            return new SqliteBytes(512).database(headers, headers.size());
        }
    },
    NDB("Packages.db") {
        @Override
        byte[] of(List<byte[]> headers) {
            int slotPages = headers.size() / 256 + 1;
            ByteBuffer slots = ByteBuffer.allocate(slotPages * 4096).order(ByteOrder.LITTLE_ENDIAN);
            ByteArrayOutputStream blobs = new ByteArrayOutputStream();
            slots.put("RpmP".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0)
                    .putInt(7)
                    .putInt(slotPages)
                    .putInt(headers.size() + 1)
                    .position(32);
            for (int i = 0; slots.hasRemaining(); i++) {
                slots.putInt(0x746f6c53);
                if (i < headers.size()) {
                    byte[] blob = blob(i + 1, headers.get(i));
                    slots.putInt(i + 1)
                            .putInt(slotPages * 256 + blobs.size() / 16)
                            .putInt(blob.length / 16);
                    blobs.writeBytes(blob);
                } else {
                    slots.putInt(0).putInt(0).putInt(0);
                }
            }
            return ByteBuffer.allocate(slots.capacity() + blobs.size())
                    .put(slots.array())
                    .put(blobs.toByteArray())
                    .array();
        }

        private static byte[] blob(int number, byte[] header) {
            int size = (16 + header.length + 12 + 15) / 16 * 16;
            ByteBuffer blob = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            blob.putInt(0x53626c42)
                    .putInt(number)
                    .putInt(7)
                    .putInt(header.length)
                    .put(header);
            Adler32 sum = new Adler32();
            sum.update(blob.array(), 0, size - 12);
            return blob.position(size - 12)
                    .putInt((int) sum.getValue())
                    .putInt(header.length)
                    .putInt(0x45626c42)
                    .array();
        }
    },
    BERKELEY("Packages") {
        @Override
        byte[] of(List<byte[]> headers) {
            return berkeley(headers, ByteOrder.LITTLE_ENDIAN);
        }
    },
    BERKELEY_OF_A_MAINFRAME("Packages") {
        @Override
        byte[] of(List<byte[]> headers) {
            return berkeley(headers, ByteOrder.BIG_ENDIAN);
        }
    };

    private static final int PAGE = 4096;

    private final String fileName;

    DatabaseBytes(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    /// A database with these headers.
    abstract byte[] of(List<byte[]> headers);

    /// A page per entry, small values on the page and large ones in chains; the first entry is the counter.
    private static byte[] berkeley(List<byte[]> headers, ByteOrder order) {
        List<ByteBuffer> pages = new ArrayList<>();
        pages.add(page(order, 0, 0, 8));
        for (int number = 0; number <= headers.size(); number++) {
            byte[] value = number == 0 ? new byte[4] : headers.get(number - 1);
            boolean fits = value.length < 1000;
            ByteBuffer page = page(order, pages.size(), 0, 13);
            pages.add(page);
            page.putShort(20, (short) 2).putShort(26, (short) (PAGE - 5));
            page.put(PAGE - 5, (byte) 1).putInt(PAGE - 4, number);
            if (fits) {
                int at = PAGE - 5 - value.length - 1;
                page.putShort(28, (short) at).put(at, (byte) 1).put(at + 1, value);
            } else {
                int at = PAGE - 5 - 12;
                page.putShort(28, (short) at).put(at, (byte) 3);
                page.putInt(at + 4, pages.size()).putInt(at + 8, value.length);
                chain(pages, value, order);
            }
        }
        pages.getFirst()
                .putInt(12, 0x061561)
                .putInt(16, 9)
                .putInt(20, PAGE)
                .putInt(32, pages.size() - 1)
                .putInt(88, headers.size() + 1);
        ByteBuffer all = ByteBuffer.allocate(pages.size() * PAGE);
        pages.forEach(page -> all.put(page.rewind()));
        return all.array();
    }

    private static void chain(List<ByteBuffer> pages, byte[] value, ByteOrder order) {
        int room = PAGE - 26;
        for (int from = 0; from < value.length; from += room) {
            int count = Math.min(room, value.length - from);
            boolean last = from + count == value.length;
            ByteBuffer page = page(order, pages.size(), last ? 0 : pages.size() + 1, 7);
            page.putShort(22, (short) count).put(26, value, from, count);
            pages.add(page);
        }
    }

    private static ByteBuffer page(ByteOrder order, int number, int next, int type) {
        return ByteBuffer.allocate(PAGE)
                .order(order)
                .putInt(8, number)
                .putInt(16, next)
                .put(25, (byte) type);
    }
}
