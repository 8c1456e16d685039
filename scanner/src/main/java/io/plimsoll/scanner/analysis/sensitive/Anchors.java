package io.plimsoll.scanner.analysis.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds any of many short texts in bytes, without regard to case. It looks at every second place only: since each text
/// has four bytes at least, three of them stand there, and a table says that hardly any three bytes belong to a text.
/// Eight bytes are read at once for three such places; nothing in that loop waits for what was found before, so the
/// processor runs ahead.
final class Anchors {
    /// Every text has at least so many bytes; its first ones count.
    static final int SHORTEST = 4;

    /// How many bytes behind the last one searched must be there to be read, whatever they are.
    static final int READ_AHEAD = 8;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int THREE_BYTES = 0xff_ffff;
    private static final int FOLD = 0x2020_2020;
    private static final long FOLD_EIGHT = 0x2020_2020_2020_2020L;
    private static final int HASH_BITS = 16;
    private static final int SLOTS = 1 << 11;

    /// What is looked at together: three places, and the byte behind each.
    private static final int STEP = 6;

    /// From one call of the innermost loop to the next. A scan is over soon, and what is called often is compiled
    /// early.
    private static final int STRETCH = 256 * STEP;

    /// Called for each place where a text begins.
    interface Found {
        /// @param text its place in the list that was given
        /// @param start of it in the bytes
        void at(int text, int start);
    }

    private final List<byte[]> texts;
    private final byte[] known = new byte[1 << HASH_BITS];

    /// Texts by their first four bytes, in the slot of their hash or the next free one.
    private final int[] fours = new int[SLOTS];

    private final int[][] beginning = new int[SLOTS][];

    /// @param texts ASCII, at least [#SHORTEST] long
    Anchors(List<String> texts) {
        this.texts = texts.stream().map(Anchors::folded).toList();
        for (byte[] text : this.texts) {
            int first = (int) INT.get(text, 0);
            known[hash(first & THREE_BYTES)] = 1;
            known[hash(first >>> 8)] = 1;
        }
        byFirstFour().forEach((four, some) -> {
            int slot = slotOf(four);
            fours[slot] = four;
            beginning[slot] = some.stream().mapToInt(text -> text).toArray();
        });
    }

    private Map<Integer, List<Integer>> byFirstFour() {
        return IntStream.range(0, texts.size()).boxed().collect(Collectors.groupingBy(text ->
                (int) INT.get(texts.get(text), 0)));
    }

    /// Where a text that begins so is, or the free slot where it would be.
    private int slotOf(int four) {
        int slot = hash(four) & (SLOTS - 1);
        while (fours[slot] != 0 && fours[slot] != four) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    /// Reports all texts that begin at or after `from` and before `to` and end within the bytes.
    ///
    /// @param length of what is to be seen in the bytes; the array has [#READ_AHEAD] more
    void search(byte[] bytes, int from, int to, int length, Found found) {
        int end = Math.min(to, length);
        int at = from;
        while (at <= end) {
            int stretch = Math.min(end + 1, at + STRETCH);
            at = next(bytes, at, stretch);
            if (at < stretch) {
                for (int place = at; place < at + STEP; place += 2) {
                    reportAround(bytes, place, from, end, length, found);
                }
                at += STEP;
            }
        }
    }

    /// Where the next three places are of which one may belong to a text, or where the search for them ended.
    private int next(byte[] bytes, int from, int to) {
        byte[] table = known;
        int at = from;
        while (at < to) {
            long eight = (long) LONG.get(bytes, at) | FOLD_EIGHT;
            int one = table[hash((int) eight & THREE_BYTES)];
            int two = table[hash((int) (eight >>> 16) & THREE_BYTES)];
            int three = table[hash((int) (eight >>> 32) & THREE_BYTES)];
            if ((one | two | three) != 0) {
                return at;
            }
            at += STEP;
        }
        return at;
    }

    /// Reports the texts that begin at a place or just before it.
    private void reportAround(byte[] bytes, int place, int from, int end, int length, Found found) {
        if (place <= end && known[hash(((int) INT.get(bytes, place) | FOLD) & THREE_BYTES)] != 0) {
            if (place > from) {
                report(bytes, place - 1, length, found);
            }
            if (place < end) {
                report(bytes, place, length, found);
            }
        }
    }

    private void report(byte[] bytes, int start, int length, Found found) {
        int[] some = beginning[slotOf((int) INT.get(bytes, start) | FOLD)];
        if (some != null) {
            for (int text : some) {
                if (isAt(texts.get(text), bytes, start, length)) {
                    found.at(text, start);
                }
            }
        }
    }

    private static boolean isAt(byte[] text, byte[] bytes, int start, int length) {
        if (start + text.length > length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (text[i] != fold(bytes[start + i])) {
                return false;
            }
        }
        return true;
    }

    private static byte[] folded(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("'" + text + "' is shorter than " + SHORTEST);
        }
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = fold((byte) text.charAt(i));
        }
        return bytes;
    }

    /// Upper case becomes lower; some other characters become one as well, which the rules sort out.
    private static byte fold(byte b) {
        return (byte) (b | 0x20);
    }

    private static int hash(int bytes) {
        return (bytes * 0x9E37_79B1) >>> (32 - HASH_BITS);
    }
}
