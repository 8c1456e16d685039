package io.plimsoll.center.exceptions;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.Waiver;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of exceptions.
final class ExceptionStore {
    /// Stands for every image, also one without a name.
    private static final String EVERY = "";

    private static final String COLUMNS = "id, finding, package, path, image, reason, expiry, author, created_at,"
            + " needs_confirmation, confirmed_by, confirmed_at, withdrawn_by, withdrawn_at, withdrawn_because,"
            + " coalesce(u.images, 0) as images, coalesce(u.findings, 0) as findings";

    private static final String ROWS = " from exception left join lateral (select count(*) as images,"
            + " sum(x.findings + x.content) as findings from exception_use x join image i on i.id = x.image_id"
            + " where x.exception_id = exception.id and i.gone_at is null) u on true";

    private ExceptionStore() {}

    /// Which exceptions a reader wants to see.
    ///
    /// @param image id of one of which they were made use of
    /// @param vulnerability id of one of which they accept at least one finding
    record Filter(
            Optional<ExceptionState> state, Optional<String> image, Optional<String> vulnerability, LocalDate today) {}

    /// The newest first.
    static List<StoredException> list(Transaction transaction, Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and (created_at, id) < (?, ?)");
            arguments.add(cursor.instant(0));
            arguments.add(cursor.uuid(1));
        });
        arguments.add(page.rows());
        return transaction.list(
                ExceptionStore::exception,
                "select " + COLUMNS + ROWS + " where " + where + " order by created_at desc, id desc limit ?",
                arguments.toArray());
    }

    static Cursor place(StoredException exception) {
        return Cursor.of(exception.createdAt(), exception.id());
    }

    static Total total(Transaction transaction, Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, "exception where " + where, arguments.toArray()));
    }

    private static StringBuilder where(Filter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        filter.state().ifPresent(state -> {
            where.append(" and ").append(state.condition);
            arguments.add(filter.today());
        });
        filter.image().ifPresent(image -> {
            where.append(" and id in (select x.exception_id from exception_use x where x.image_id = ?)");
            arguments.add(image);
        });
        filter.vulnerability().ifPresent(vulnerability -> {
            where.append(" and id in (select f.exception_id from finding f where f.id = ?"
                    + " and f.exception_id is not null)");
            arguments.add(vulnerability);
        });
        Words.occurIn("search", page.words(), where, arguments);
        return where;
    }

    /// In the order in which they count.
    static List<StoredException> inForce(Transaction transaction, LocalDate today) {
        return transaction.list(
                ExceptionStore::exception,
                "select " + COLUMNS + " from exception cross join (select 0 as images, 0 as findings) u where "
                        + ExceptionState.IN_FORCE.condition + " order by created_at, id",
                today);
    }

    static long countOpen(Transaction transaction, LocalDate today) {
        return transaction.number("select count(*) from exception where withdrawn_at is null and expiry >= ?", today);
    }

    static Optional<StoredException> find(Transaction transaction, UUID id) {
        return transaction.first(ExceptionStore::exception, "select " + COLUMNS + ROWS + " where id = ?", id);
    }

    /// One that says the same and is not withdrawn.
    static Optional<StoredException> same(Transaction transaction, Waiver waiver) {
        return transaction.first(
                ExceptionStore::exception,
                "select " + COLUMNS + ROWS + " where withdrawn_at is null and finding = ? and package = ? and path = ?"
                        + " and image = ? and reason = ? and expiry = ? order by created_at limit 1",
                waiver.id(),
                waiver.packages(),
                waiver.paths(),
                image(waiver),
                waiver.reason(),
                waiver.expiry());
    }

    static void insert(Transaction transaction, UUID id, Waiver waiver, boolean needsConfirmation, Instant now) {
        transaction.change(
                "insert into exception (id, finding, package, path, image, reason, expiry, author, created_at,"
                        + " needs_confirmation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                waiver.id(),
                waiver.packages(),
                waiver.paths(),
                image(waiver),
                waiver.reason(),
                waiver.expiry(),
                waiver.by(),
                now,
                needsConfirmation);
    }

    static void confirm(Transaction transaction, UUID id, String by, Instant now) {
        transaction.change("update exception set confirmed_by = ?, confirmed_at = ? where id = ?", by, now, id);
    }

    static void withdraw(Transaction transaction, UUID id, String by, String because, Instant now) {
        transaction.change(
                "update exception set withdrawn_by = ?, withdrawn_at = ?, withdrawn_because = ? where id = ?",
                by,
                now,
                because,
                id);
    }

    /// Writes down the end of those whose last day is over; each is given once, whoever asks.
    static List<StoredException> expire(Transaction transaction, LocalDate today, Instant now) {
        return transaction.list(
                ExceptionStore::exception,
                "update exception set expired_at = ? where withdrawn_at is null and expired_at is null and expiry < ?"
                        + " returning id, finding, package, path, image, reason, expiry, author, created_at,"
                        + " needs_confirmation, confirmed_by, confirmed_at, withdrawn_by, withdrawn_at,"
                        + " withdrawn_because, 0 as images, 0 as findings",
                now,
                today);
    }

    /// Marks those in force that end on one of these days as told; each is given once, whoever asks. One whose whole
    /// life is shorter than the notice is left out: whoever asked for it knows.
    ///
    /// @param notice days before the last one
    static List<StoredException> ending(Transaction transaction, LocalDate today, int notice, Instant now) {
        return transaction.list(
                ExceptionStore::exception,
                "update exception set end_told_at = ? where withdrawn_at is null and expired_at is null"
                        + " and end_told_at is null and (not needs_confirmation or confirmed_at is not null)"
                        + " and expiry >= ? and expiry <= ? and created_at < expiry - ?"
                        + " returning id, finding, package, path, image, reason, expiry, author, created_at,"
                        + " needs_confirmation, confirmed_by, confirmed_at, withdrawn_by, withdrawn_at,"
                        + " withdrawn_because, (select count(*) from exception_use x join image i on i.id = x.image_id"
                        + " where x.exception_id = exception.id and i.gone_at is null) as images, 0 as findings",
                now,
                today,
                today.plusDays(notice),
                notice);
    }

    private static String image(Waiver waiver) {
        return waiver.images().images().stream().findFirst().orElse(EVERY);
    }

    private static StoredException exception(Row row) throws SQLException {
        String image = row.text("image");
        return new StoredException(
                row.uuid("id"),
                new Waiver(
                        row.text("finding"),
                        row.text("package"),
                        row.text("path"),
                        image.equals(EVERY) ? Scope.ALL : new Scope(List.of(image)),
                        row.text("reason"),
                        LocalDate.parse(row.text("expiry")),
                        row.text("author")),
                row.instant("created_at"),
                row.truth("needs_confirmation"),
                signature(row, "confirmed_by", "confirmed_at"),
                signature(row, "withdrawn_by", "withdrawn_at"),
                row.text("withdrawn_because"),
                row.number("images"),
                row.number("findings"));
    }

    private static Optional<StoredException.Signature> signature(Row row, String by, String at) throws SQLException {
        String name = row.textOrNull(by);
        return name == null ? Optional.empty() : Optional.of(new StoredException.Signature(name, row.instant(at)));
    }
}
