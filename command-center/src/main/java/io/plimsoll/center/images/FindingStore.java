package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.model.Finding;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// The SQL of findings.
final class FindingStore {
    private FindingStore() {}

    /// A finding with its place in the list.
    record Numbered(int number, FindingView finding) {}

    /// @param findings worst first
    /// @return what is different than before
    static List<FindingChange> replace(Transaction transaction, String image, List<Finding> findings, Instant now) {
        Map<FindingChange.Subject, Seen> before = new LinkedHashMap<>();
        transaction.each(
                row -> new Seen(document(row), row.instant("first_seen_at")),
                seen -> before.put(FindingChange.Subject.of(seen.finding), seen),
                "select document, first_seen_at from finding where image_id = ? order by number",
                image);
        transaction.change("delete from finding where image_id = ?", image);
        List<FindingChange> changes = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Finding finding : findings) {
            FindingDocument document = FindingDocument.of(finding);
            Seen seen = before.remove(FindingChange.Subject.of(document));
            changes.addAll(FindingChange.between(seen == null ? null : seen.finding, document));
            rows.add(new @Nullable Object[] {
                image,
                rows.size(),
                finding.id(),
                finding.severity().word(),
                Json.of(document),
                (finding.id() + " " + String.join(" ", finding.aliases()) + " "
                                + finding.software().name() + " "
                                + finding.software().path() + " " + finding.title())
                        .toLowerCase(Locale.ROOT),
                seen == null ? now : seen.firstSeenAt
            });
        }
        transaction.copy("finding (image_id, number, id, severity, document, search, first_seen_at)", rows);
        VulnerabilityStore.put(transaction, image);
        before.values().forEach(gone -> changes.addAll(FindingChange.between(gone.finding, null)));
        return changes;
    }

    private record Seen(FindingDocument finding, Instant firstSeenAt) {}

    static List<Finding> all(Transaction transaction, String image) {
        return transaction.list(
                row -> document(row).finding(),
                "select document from finding where image_id = ? order by number",
                image);
    }

    static List<Numbered> list(Transaction transaction, String image, Optional<String> severity, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>(List.of(image));
        StringBuilder where = where(severity, page, arguments);
        arguments.add(page.after().map(cursor -> cursor.number(0)).orElse(-1L));
        arguments.add(page.rows());
        return transaction.list(
                row -> new Numbered(
                        row.integer("number"), new FindingView(document(row), row.instant("first_seen_at"))),
                "select number, document, first_seen_at from finding where " + where
                        + " and number > ? order by number limit ?",
                arguments.toArray());
    }

    static Total total(Transaction transaction, String image, Optional<String> severity, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>(List.of(image));
        StringBuilder where = where(severity, page, arguments);
        return Total.of(transaction.number("select count(*) from finding where " + where, arguments.toArray()));
    }

    private static StringBuilder where(Optional<String> severity, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("image_id = ?");
        severity.ifPresent(word -> {
            where.append(" and severity = ?");
            arguments.add(word);
        });
        Words.occurIn("search", page.words(), where, arguments);
        return where;
    }

    private static FindingDocument document(Row row) throws SQLException {
        return row.json("document").as(new TypeReference<FindingDocument>() {});
    }
}
