package io.plimsoll.center.containers;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL of what is kept with containers of their services and labels.
final class BelongingStore {
    /// A number that only this locks on.
    private static final long LOCK = 7_204_021;

    /// Another one.
    private static final long FOLD_LOCK = 7_204_022;

    private static final int BATCH = 1000;

    private static final String SELECT = "select c.host_id, c.id, c.name, c.image_id, c.image_name, c.networks,"
            + " c.engine_labels, c.services, c.label_words from container c where c.gone_at is null and ";

    private record Kept(Surroundings.Place place, Map<String, String> engineLabels, Surroundings.Belongings before) {
        static Kept of(Row row) throws SQLException {
            return new Kept(
                    new Surroundings.Place(
                            row.uuid("host_id"),
                            "",
                            row.text("id"),
                            row.text("name"),
                            row.text("image_id"),
                            row.text("image_name"),
                            row.texts("networks")),
                    row.map("engine_labels"),
                    new Surroundings.Belongings(row.texts("services"), row.texts("label_words")));
        }
    }

    private BelongingStore() {}

    /// Waits until no host's list is being written, and lets none be until the transaction ends: a list that was worked
    /// out with labels and services of before would stay so.
    static void lock(Transaction transaction) {
        transaction.lock(LOCK);
    }

    /// Lets labels and services stay as they are until the transaction ends; hosts do not wait for each other.
    static void lockShared(Transaction transaction) {
        transaction.lockShared(LOCK);
    }

    /// @param which a condition with one argument
    static void renew(Transaction transaction, String which, String argument) {
        List<Kept> all = transaction.list(Kept::of, SELECT + which, argument);
        Surroundings around =
                Surroundings.of(transaction, all.stream().map(Kept::place).toList());
        List<@Nullable Object[]> changed = new ArrayList<>();
        all.forEach(kept -> addIfChanged(changed, kept, around));
        write(transaction, changed);
    }

    static void renewAll(Transaction transaction) {
        Surroundings around = Surroundings.ofAll(transaction);
        List<@Nullable Object[]> changed = new ArrayList<>();
        transaction.each(Kept::of, kept -> addIfChanged(changed, kept, around), SELECT + "true");
        write(transaction, changed);
    }

    /// Puts together what the triggers of the migration V28 wrote of members of one service that are of one image.
    /// Who adds rows meanwhile, or reads them, waits for nothing; two that put together would, for each other.
    ///
    /// @return how many images of services there is now one row for
    static int fold(Transaction transaction) {
        transaction.lock(FOLD_LOCK);
        return transaction.change("""
                with steps as (
                  delete from service_member m using (
                    select service, image_id from service_member group by service, image_id having count(*) > 1) several
                  where (m.service, m.image_id) = (several.service, several.image_id) returning m.*)
                insert into service_member
                select service, image_id, sum(containers), sum(running) from steps
                group by service, image_id having sum(containers) > 0
                """);
    }

    private static void addIfChanged(List<@Nullable Object[]> changed, Kept kept, Surroundings around) {
        Surroundings.Belongings now = around.belongings(kept.place(), kept.engineLabels());
        if (!now.equals(kept.before())) {
            changed.add(values(kept, now));
        }
    }

    private static @Nullable Object[] values(Kept kept, Surroundings.Belongings now) {
        return new @Nullable Object[] {
            now.services(),
            now.labelWords(),
            kept.place().hostId(),
            kept.place().id()
        };
    }

    private static void write(Transaction transaction, List<@Nullable Object[]> changed) {
        for (int from = 0; from < changed.size(); from += BATCH) {
            transaction.changeAll(
                    "update container set services = ?, label_words = ? where host_id = ? and id = ?",
                    changed.subList(from, Math.min(from + BATCH, changed.size())));
        }
    }
}
