package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Rows that left the database for a file of their own, or went with it, as the event about it states them. The event
/// stands in the chain after them, so the statement itself cannot be changed unseen.
///
/// @param first sequence of the first row
/// @param last of the last one
/// @param before hash that the first row continues
/// @param head hash of the last row
/// @param file SHA-256 of the file
public record ArchivedRows(long first, long last, Digest before, Digest head, Digest file) {
    private static final String FIRST = "first";
    private static final String LAST = "last";
    private static final String BEFORE = "before-hash";
    private static final String HEAD = "last-hash";
    private static final String FILE = "file-digest";

    public ArchivedRows {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("rows " + first + " to " + last + " are none");
        }
    }

    /// What the first row continues.
    public ChainHead start() {
        return new ChainHead(first - 1, before);
    }

    /// The head of the chain after the last row.
    public ChainHead end() {
        return new ChainHead(last, head);
    }

    /// Name of the file, in the order of the chain when sorted: `audit-000000000001-000000100000.ndjson.gz`.
    public String fileName() {
        return String.format(Locale.ROOT, "audit-%012d-%012d.ndjson.gz", first, last);
    }

    /// The details of the event.
    public Map<String, String> details() {
        return Map.of(
                FIRST,
                Long.toString(first),
                LAST,
                Long.toString(last),
                BEFORE,
                before.toString(),
                HEAD,
                head.toString(),
                FILE,
                file.toString());
    }

    /// What an event of the Center states; empty for events about anything else, and for one that states no rows. What
    /// an Enforcer sent is never such a statement, whatever it calls itself.
    static Optional<ArchivedRows> of(AuditEvent event) {
        boolean isStatement =
                event.type() == EventType.AUDIT_ARCHIVED || event.type() == EventType.AUDIT_ARCHIVE_REMOVED;
        if (!isStatement || event.origin() != null) {
            return Optional.empty();
        }
        SortedMap<String, String> details = event.details();
        try {
            return Optional.of(new ArchivedRows(
                    Long.parseLong(details.getOrDefault(FIRST, "")),
                    Long.parseLong(details.getOrDefault(LAST, "")),
                    Digest.parse(details.getOrDefault(BEFORE, "")),
                    Digest.parse(details.getOrDefault(HEAD, "")),
                    Digest.parse(details.getOrDefault(FILE, ""))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
