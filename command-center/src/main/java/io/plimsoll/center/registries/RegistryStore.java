package io.plimsoll.center.registries;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.model.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of registries.
final class RegistryStore {
    /// Key of the lock of whoever gives a registry its name.
    private static final long NAMES = 0x706c_696d_7265_6773L;

    private static final String COLUMNS = "r.*, list_leased_until > now() as listing,"
            + " (select count(*) from registry_tag t where t.registry_id = r.id) as tags,"
            + " (select count(distinct t.image_id) from registry_tag t where t.registry_id = r.id) as images,"
            + " (select count(*) from scan_job j where j.registry_id = r.id and j.state in ('waiting', 'running')) as open";

    private static final String IN_SECONDS = "now() + make_interval(secs => ?)";

    private RegistryStore() {}

    record Stored(Registry registry, Registry.State state) {}

    /// A registry that somebody lists.
    ///
    /// @param lease proves that it is still his
    record Due(Registry registry, UUID lease) {}

    static List<Stored> list(Transaction transaction, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(page, arguments);
        where.append(" and r.name > ?");
        arguments.add(page.after().map(cursor -> cursor.text(0)).orElse(""));
        arguments.add(page.rows());
        return transaction.list(
                RegistryStore::stored,
                "select " + COLUMNS + " from registry r where " + where + " order by r.name limit ?",
                arguments.toArray());
    }

    static Total total(Transaction transaction, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(page, arguments);
        return Total.of(transaction.number("select count(*) from registry r where " + where, arguments.toArray()));
    }

    private static StringBuilder where(PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        Words.occurIn("lower(r.name || ' ' || r.address || ' ' || r.kind)", page.words(), where, arguments);
        return where;
    }

    static Optional<Stored> find(Transaction transaction, UUID id) {
        return transaction.first(RegistryStore::stored, "select " + COLUMNS + " from registry r where r.id = ?", id);
    }

    /// The same, which nobody else changes until the transaction ends.
    static Optional<Stored> lock(Transaction transaction, UUID id) {
        return transaction.first(
                RegistryStore::stored, "select " + COLUMNS + " from registry r where r.id = ? for update", id);
    }

    /// The same, which nobody changes or lists anew until the transaction ends.
    ///
    /// @return whether it is there
    static boolean hold(Transaction transaction, UUID id) {
        return transaction
                .first(row -> row.uuid("id"), "select id from registry where id = ? for share", id)
                .isPresent();
    }

    static Optional<Stored> ofWebhook(Transaction transaction, Digest kept) {
        return transaction.first(
                RegistryStore::stored, "select " + COLUMNS + " from registry r where r.webhook = ?", kept);
    }

    /// Inserts it, or replaces the one of the same id; it is due to be listed.
    ///
    /// @return whether nobody else has the name
    static boolean put(Transaction transaction, Registry registry, String by, Instant now) {
        // One after another, so that of two who take the same name at once the second one sees the first.
        transaction.lock(NAMES);
        if (transaction.number(
                        "select count(*) from registry where name = ? and id <> ?", registry.name(), registry.id())
                > 0) {
            return false;
        }
        TagStore.forgetFailures(transaction, registry.id());
        Destination where = registry.where();
        Wanted wanted = registry.wanted();
        return transaction.change(
                        "insert into registry as r (id, name, kind, address, plain_http, authority, token_servers,"
                                + " user_name, credential, named, repositories_in, repositories_out, tags_in, tags_out,"
                                + " newest, max_age_days, every_minutes, changed_at, changed_by, list_due_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())"
                                + " on conflict (id) do update set name = excluded.name, kind = excluded.kind,"
                                + " address = excluded.address, plain_http = excluded.plain_http,"
                                + " authority = excluded.authority, token_servers = excluded.token_servers,"
                                + " user_name = excluded.user_name, credential = excluded.credential,"
                                + " named = excluded.named, repositories_in = excluded.repositories_in,"
                                + " repositories_out = excluded.repositories_out, tags_in = excluded.tags_in,"
                                + " tags_out = excluded.tags_out, newest = excluded.newest,"
                                + " max_age_days = excluded.max_age_days, every_minutes = excluded.every_minutes,"
                                + " changed_at = excluded.changed_at, changed_by = excluded.changed_by,"
                                + " list_due_at = excluded.list_due_at",
                        registry.id(),
                        registry.name(),
                        registry.kind().word(),
                        where.address(),
                        where.plainHttp(),
                        where.authority(),
                        where.tokenServers(),
                        where.user(),
                        registry.sealed().orElse(null),
                        wanted.named(),
                        wanted.repositoriesIn(),
                        wanted.repositoriesOut(),
                        wanted.tagsIn(),
                        wanted.tagsOut(),
                        wanted.newest(),
                        wanted.maxAgeDays(),
                        wanted.everyMinutes(),
                        now,
                        by)
                == 1;
    }

    /// @return the images that were known to be there
    static List<String> delete(Transaction transaction, UUID id) {
        List<String> images = transaction.list(
                row -> row.text("image_id"),
                "select distinct image_id from registry_tag where registry_id = ? and image_id is not null",
                id);
        transaction.change("delete from registry where id = ?", id);
        return images;
    }

    static void setWebhook(Transaction transaction, UUID id, @Nullable Digest kept) {
        transaction.change("update registry set webhook = ? where id = ?", kept, id);
    }

    /// Somebody asks: it is listed now, and what could not be scanned gets another chance.
    static void due(Transaction transaction, UUID id) {
        transaction.change("update registry set list_due_at = now() where id = ?", id);
        TagStore.forgetFailures(transaction, id);
    }

    // Listing

    /// One that is due; nobody else lists it while the lease holds.
    static Optional<Due> takeDue(Transaction transaction, Duration lease) {
        return transaction.first(
                row -> new Due(stored(row).registry(), row.uuid("list_lease")),
                "update registry r set list_lease = ?, list_leased_until = " + IN_SECONDS
                        + " where id = (select id from registry"
                        + " where list_due_at <= now() and (list_leased_until is null or list_leased_until < now())"
                        + " order by list_due_at limit 1 for update skip locked) returning " + COLUMNS,
                UUID.randomUUID(),
                lease.toSeconds());
    }

    /// Keeps a listing for another while.
    ///
    /// @return whether it is still the caller's
    static boolean renew(Transaction transaction, Due due, Duration lease) {
        return transaction.change(
                        "update registry set list_leased_until = " + IN_SECONDS + " where id = ? and list_lease = ?",
                        lease.toSeconds(),
                        due.registry().id(),
                        due.lease())
                == 1;
    }

    /// A listing ended, and the next is due after a pause.
    ///
    /// @param failure empty if it did not fail
    /// @param next empty for when somebody asks
    static void listed(Transaction transaction, Due due, String failure, List<String> notes, Optional<Duration> next) {
        transaction.change(
                "update registry set list_due_at = case when ?::bigint is null then null else"
                        + " now() + make_interval(secs => ?::bigint) end,"
                        + " list_lease = null, list_leased_until = null, listed_at = now(), list_failure = ?,"
                        + " list_notes = ? where id = ? and list_lease = ?",
                next.map(Duration::toSeconds).orElse(null),
                next.map(Duration::toSeconds).orElse(null),
                failure,
                notes,
                due.registry().id(),
                due.lease());
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(registry(row), state(row));
    }

    private static Registry registry(Row row) throws SQLException {
        return new Registry(
                row.uuid("id"),
                row.text("name"),
                RegistryKind.ofWord(row.text("kind"))
                        .orElseThrow(() -> new SQLException("a registry of an unknown kind")),
                new Destination(
                        row.text("address"),
                        row.truth("plain_http"),
                        row.text("authority"),
                        row.texts("token_servers"),
                        row.text("user_name")),
                Optional.ofNullable(row.textOrNull("credential")),
                new Wanted(
                        row.texts("named"),
                        row.texts("repositories_in"),
                        row.texts("repositories_out"),
                        row.texts("tags_in"),
                        row.texts("tags_out"),
                        number(row, "newest"),
                        number(row, "max_age_days"),
                        number(row, "every_minutes")));
    }

    private static @Nullable Integer number(Row row, String column) throws SQLException {
        String text = row.textOrNull(column);
        return text == null ? null : Integer.valueOf(text);
    }

    private static Registry.State state(Row row) throws SQLException {
        return new Registry.State(
                row.textOrNull("webhook") != null,
                row.text("changed_by"),
                row.instant("changed_at"),
                row.instantIfAny("list_due_at"),
                row.truth("listing"),
                row.instantIfAny("listed_at"),
                row.text("list_failure"),
                row.texts("list_notes"),
                row.integer("tags"),
                row.integer("images"),
                row.integer("open"));
    }
}
