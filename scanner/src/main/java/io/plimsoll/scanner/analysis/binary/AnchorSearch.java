package io.plimsoll.scanner.analysis.binary;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;

/// Searches the bytes of one file, as they stream by, for the version of a program.
final class AnchorSearch {
    /// How much before and after an anchor is looked at.
    private static final int REACH = 128;

    /// Honest files have a few anchors; more than this many cost time and tell nothing.
    private static final int MOST_ANCHORS = 10_000;

    private final KnownProgram program;
    private final byte[] anchor;
    private final byte[] buffer = new byte[1 << 16];
    private int size;
    private int searched;
    private int anchors;
    private String version = "";

    AnchorSearch(KnownProgram program) {
        this.program = program;
        this.anchor = program.anchor().getBytes(StandardCharsets.ISO_8859_1);
    }

    void write(byte[] bytes, int offset, int length) {
        int at = offset;
        while (at < offset + length && isOpen()) {
            int count = Math.min(buffer.length - size, offset + length - at);
            System.arraycopy(bytes, at, buffer, size, count);
            size += count;
            at += count;
            if (size == buffer.length) {
                search(size - REACH);
                forget();
            }
        }
    }

    /// The version, once all of the file has gone by; empty where there is none.
    Optional<String> finish() {
        search(size - anchor.length + 1);
        return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }

    private boolean isOpen() {
        return version.isEmpty() && anchors < MOST_ANCHORS;
    }

    private void search(int end) {
        byte first = anchor[0];
        int at = searched;
        while (at < end && isOpen()) {
            if (buffer[at] == first && isAnchor(at)) {
                anchors++;
                read(at);
            }
            at++;
        }
        searched = Math.max(at, searched);
    }

    private boolean isAnchor(int at) {
        for (int i = 1; i < anchor.length; i++) {
            if (at + i >= size || buffer[at + i] != anchor[i]) {
                return false;
            }
        }
        return true;
    }

    private void read(int at) {
        int from = Math.max(at - REACH, 0);
        int to = Math.min(at + REACH, size);
        Matcher text = program.text().matcher(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
        if (text.find()) {
            version = text.group(1);
        }
    }

    /// Keeps what the next bytes may belong to.
    private void forget() {
        int kept = Math.min(2 * REACH, size);
        System.arraycopy(buffer, size - kept, buffer, 0, kept);
        searched -= size - kept;
        size = kept;
    }
}
