package io.plimsoll.scanner.layer;

/// Turns paths into 64-bit numbers by SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF") under a
/// secret of this process, so that nobody can prepare an image with two paths of the same number. A path's number is
/// made from that of its folder, component by component.
public final class PathKey {
    private static final int FINAL_ROUNDS = 3;

    private final long secret;

    /// @param secret random, and not known to whoever made the image
    public PathKey(long secret) {
        this.secret = secret;
    }

    /// The number of the root.
    long root() {
        return 0x706c696d736f6c6cL;
    }

    /// The number of a path.
    public long of(FilePath path) {
        String bytes = path.bytes();
        long number = root();
        int from = 0;
        while (from < bytes.length()) {
            int slash = bytes.indexOf('/', from);
            int to = slash < 0 ? bytes.length() : slash;
            number = child(number, bytes, from, to);
            from = to + 1;
        }
        return number;
    }

    /// The number of what lies in a folder under a name: the chars `from` to `to` of a path.
    long child(long folder, String path, int from, int to) {
        long v0 = folder ^ 0x736f6d6570736575L;
        long v1 = secret ^ 0x646f72616e646f6dL;
        long v2 = folder ^ 0x6c7967656e657261L;
        long v3 = secret ^ 0x7465646279746573L;
        int words = (to - from) / 8 + 1;
        for (int i = 0; i < words + FINAL_ROUNDS; i++) {
            long word = i < words ? word(path, from, to, i) : 0;
            v2 ^= i == words ? 0xff : 0;
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// Eight chars of the name as one number; the last one carries the length in its highest byte.
    private static long word(String path, int from, int to, int index) {
        int start = from + 8 * index;
        int end = Math.min(start + 8, to);
        long word = end < start + 8 ? (to - from) & 0xffL : 0;
        word <<= 56;
        for (int i = start; i < end; i++) {
            word |= (path.charAt(i) & 0xffL) << (8 * (i - start));
        }
        return word;
    }
}
