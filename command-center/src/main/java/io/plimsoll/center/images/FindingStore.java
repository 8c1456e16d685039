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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    /// Marks the findings that do not count.
    ///
    /// @param accepted exception by the number of the finding
    static void accept(Transaction transaction, String image, Map<Integer, UUID> accepted) {
        transaction.change(
                "update finding set exception_id = null where image_id = ? and exception_id is not null", image);
        transaction.changeAll(
                "update finding set exception_id = ? where image_id = ? and number = ?",
                accepted.entrySet().stream()
                        .map(e -> new @Nullable Object[] {e.getValue(), image, e.getKey()})
                        .toList());
    }

    private record Seen(FindingDocument finding, Instant firstSeenAt) {}

    static List<Finding> all(Transaction transaction, String image) {
        return transaction.list(
                row -> document(row).finding(),
                "select document from finding where image_id = ? order by number",
                image);
    }

    /// Those that no exception is about.
    static List<Finding> counting(Transaction transaction, String image) {
        return transaction.list(
                row -> document(row).finding(),
                "select document from finding where image_id = ? and exception_id is null order by number",
                image);
    }

    /// Which findings of an image a reader wants to see.
    ///
    /// @param accepted whether an exception is about it
    record Filter(Optional<String> severity, Optional<Boolean> accepted) {}

    /// The vulnerabilities among the changes that the image had before too, perhaps at another place.
    static Set<String> known(Transaction transaction, String image, List<FindingChange> changes) {
        Set<String> known = new HashSet<>(transaction.list(
                row -> row.text("id"),
                "select id from finding where image_id = ? group by id"
                        + " having min(first_seen_at) < (select findings_at from image where id = ?)",
                image,
                image));
        changes.stream()
                .filter(change ->
                        change.field().equals("finding") && change.after().isEmpty())
                .forEach(gone -> known.add(gone.finding().id()));
        return known;
    }

    static List<Numbered> list(Transaction transaction, String image, Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>(List.of(image));
        StringBuilder where = where(filter, page, arguments);
        arguments.add(page.after().map(cursor -> cursor.number(0)).orElse(-1L));
        arguments.add(page.rows());
        return transaction.list(
                row -> new Numbered(
                        row.integer("number"),
                        new FindingView(document(row), row.instant("first_seen_at"), accepted(row))),
                "select number, document, first_seen_at, exception_id, e.reason, e.author, e.confirmed_by, e.expiry"
                        + " from finding left join exception e on e.id = exception_id where " + where
                        + " and number > ? order by number limit ?",
                arguments.toArray());
    }

    private static FindingView.@Nullable Accepted accepted(Row row) throws SQLException {
        return row.uuidIfAny("exception_id").isEmpty()
                ? null
                : new FindingView.Accepted(
                        row.uuid("exception_id"),
                        row.text("reason"),
                        row.text("author"),
                        row.textOrNull("confirmed_by"),
                        LocalDate.parse(row.text("expiry")));
    }

    static Total total(Transaction transaction, String image, Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>(List.of(image));
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.number("select count(*) from finding where " + where, arguments.toArray()));
    }

    private static StringBuilder where(Filter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("image_id = ?");
        filter.severity().ifPresent(word -> {
            where.append(" and severity = ?");
            arguments.add(word);
        });
        filter.accepted()
                .ifPresent(accepted ->
                        where.append(accepted ? " and exception_id is not null" : " and exception_id is null"));
        Words.occurIn("finding.search", page.words(), where, arguments);
        return where;
    }

    private static FindingDocument document(Row row) throws SQLException {
        return row.json("document").as(new TypeReference<FindingDocument>() {});
    }
}
