package io.plimsoll.scanner.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// The names of many files in the order in which they came, each kept as what differs from the one before it:
/// files of a folder mostly follow each other, and take some fifteen bytes then. Not for use by several
/// threads.
public final class FileNames {
    private byte[] bytes = new byte[256];
    private int length;
    private String last = "";

    /// Adds a file.
    void add(FilePath file) {
        String name = file.bytes();
        int common = common(last, name);
        byte[] rest = name.substring(common).getBytes(StandardCharsets.ISO_8859_1);
        while (bytes.length < length + 4 + rest.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        number(common);
        number(rest.length);
        System.arraycopy(rest, 0, bytes, length, rest.length);
        length += rest.length;
        last = name;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void forEach(Consumer<FilePath> action) {
        String before = "";
        int at = 0;
        while (at < length) {
            int common = numberAt(at);
            int rest = numberAt(at + 2);
            before = before.substring(0, common) + new String(bytes, at + 4, rest, StandardCharsets.ISO_8859_1);
            action.accept(new FilePath(before));
            at += 4 + rest;
        }
    }

    private static int common(String one, String other) {
        int most = Math.min(Math.min(one.length(), other.length()), 0xffff);
        int common = 0;
        while (common < most && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }

    /// No path of an image is as long as 64 KiB.
    private void number(int value) {
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private int numberAt(int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
