package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The records of one pax header (IEEE 1003.1, "pax Extended Header"): lines of `length key=value`. Only what places
/// an entry is kept; times, owners and attributes are not even parsed.
final class PaxRecords {
    /// Our own mark on a file that the packer of a folder could not read.
    static final String UNREADABLE = "PLIMSOLL.unreadable";

    static final PaxRecords NONE = new PaxRecords(Map.of(), OptionalLong.empty());

    private final Map<String, String> records;
    private final OptionalLong size;

    private PaxRecords(Map<String, String> records, OptionalLong size) {
        this.records = records;
        this.size = size;
    }

    static PaxRecords parse(byte[] bytes) throws MalformedInput {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < text.length() && text.charAt(at) != '\0') {
            int blank = text.indexOf(' ', at);
            int length = blank < 0 ? 0 : decimal(text.substring(at, blank));
            int end = at + length;
            int equals = text.indexOf('=', at);
            if (blank < 0
                    || end > text.length()
                    || end <= blank
                    || equals < blank
                    || equals >= end
                    || text.charAt(end - 1) != '\n') {
                throw new MalformedInput("a pax header holds a record that does not fit its length");
            }
            keep(records, text.substring(blank + 1, equals), text.substring(equals + 1, end - 1));
            at = end;
        }
        return new PaxRecords(records, sizeOf(records));
    }

    private static void keep(Map<String, String> records, String key, String value) throws MalformedInput {
        boolean places = key.equals("path") || key.equals("linkpath") || key.equals("size");
        if (places && value.indexOf('\0') >= 0) {
            throw new MalformedInput("a pax header holds a NUL in '" + key + "'");
        }
        if (places || key.startsWith("GNU.sparse.") || key.equals(UNREADABLE)) {
            records.put(key, value);
        }
    }

    private static OptionalLong sizeOf(Map<String, String> records) throws MalformedInput {
        String size = records.get("size");
        if (size == null) {
            return OptionalLong.empty();
        }
        if (!size.matches("[0-9]{1,18}")) {
            throw new MalformedInput("a pax header says that an entry has '" + FilePath.text(size) + "' bytes");
        }
        return OptionalLong.of(Long.parseLong(size));
    }

    private static int decimal(String digits) throws MalformedInput {
        if (!digits.matches("[0-9]{1,7}")) {
            throw new MalformedInput("a pax header holds a record without a length");
        }
        return Integer.parseInt(digits);
    }

    /// The name, for sparse files the one that is hidden behind the name for old programs; null where not stated.
    @Nullable
    String name() {
        String sparse = records.get("GNU.sparse.name");
        String path = sparse != null ? sparse : records.get("path");
        return path == null || path.isEmpty() ? null : path;
    }

    @Nullable
    String linkTarget() {
        String target = records.get("linkpath");
        return target == null || target.isEmpty() ? null : target;
    }

    OptionalLong size() {
        return size;
    }

    boolean isSparse() {
        return records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    }

    boolean isUnreadable() {
        return records.containsKey(UNREADABLE);
    }

    /// Whether it says anything of name, link or size.
    boolean changesPlace() {
        return records.containsKey("path") || records.containsKey("linkpath") || records.containsKey("size");
    }
}
