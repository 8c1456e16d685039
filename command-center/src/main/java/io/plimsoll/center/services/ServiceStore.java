package io.plimsoll.center.services;

import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.model.Severity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of services.
final class ServiceStore {
    /// From the best to the worst.
    private static final String VERDICTS = "array['admitted', 'pending', 'would-refuse', 'refused']";

    /// What is known of the members of the services that `listed` has, summed up over their images. All images are put
    /// in the order of their findings once, which costs less than to do so with those of each service.
    private static final String SUMMED_UP = """
            , member as (
              select service, image_id, sum(containers)::integer as containers, sum(running)::integer as running
              from service_member where service = any (array(select name from listed))
              group by service, image_id having sum(containers) > 0),
            ranked as (
              select id, scan_state, array_position(%1$s, verdict) as verdict,
                row_number() over (order by severity_order, id) as place
              from image),
            known as (
              select m.service, sum(m.containers) as containers, sum(m.running) as running,
                count(*) as member_images, count(*) filter (where i.scan_state is distinct from 'scanned') as unscanned,
                max(coalesce(i.verdict, array_position(%1$s, 'pending'))) as verdict, max(i.place) as worst
              from member m left join ranked i on i.id = m.image_id group by m.service)
            select s.*, coalesce(k.containers, 0) as containers, coalesce(k.running, 0) as running,
              coalesce(k.member_images, 0) as member_images, coalesce(k.unscanned, 0) as unscanned,
              (%1$s)[k.verdict] as verdict, w.id as worst, w.name as worst_name, w.critical, w.high, w.medium, w.low,
              w.negligible, w.unknown
            from listed s left join known k on k.service = s.name
            left join ranked r on r.place = k.worst left join image w on w.id = r.id order by s.name
            """.formatted(VERDICTS);

    private ServiceStore() {}

    static List<Service> all(Transaction transaction) {
        return transaction.list(ServiceStore::service, "select * from service order by name");
    }

    static List<StoredService> list(Transaction transaction, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(page, arguments);
        arguments.add(page.after().map(cursor -> cursor.text(0)).orElse(""));
        arguments.add(page.rows());
        return withLabels(
                transaction,
                transaction.list(
                        ServiceStore::stored,
                        of("select * from service s where " + where + " and s.name > ? order by s.name limit ?"),
                        arguments.toArray()));
    }

    static Total total(Transaction transaction, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(page, arguments);
        return Total.of(transaction.number("select count(*) from service s where " + where, arguments.toArray()));
    }

    private static StringBuilder where(PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        Words.occurIn("lower(s.name || ' ' || s.description)", page.words(), where, arguments);
        return where;
    }

    static Optional<StoredService> find(Transaction transaction, String name) {
        return withLabels(
                        transaction,
                        transaction.list(ServiceStore::stored, of("select * from service where name = ?"), name))
                .stream()
                .findFirst();
    }

    /// @param listed a query for rows of `service`
    private static String of(String listed) {
        return "with listed as materialized (" + listed + ")" + SUMMED_UP;
    }

    private static List<StoredService> withLabels(Transaction transaction, List<StoredService> services) {
        Map<String, Map<String, String>> labels = Labels.of(
                transaction,
                AssetKind.SERVICE,
                services.stream().map(s -> s.service().name()).toList());
        return services.stream()
                .map(s -> s.labelled(labels.getOrDefault(s.service().name(), Map.of())))
                .toList();
    }

    /// @return whether it was new
    static boolean insert(Transaction transaction, Service service) {
        return transaction.change(
                        "insert into service (name, description, labels, engine_labels, projects, images, changed_at,"
                                + " changed_by) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (name) do nothing",
                        service.name(),
                        service.description(),
                        Json.of(service.selection().labels()),
                        Json.of(service.selection().engineLabels()),
                        service.selection().projects(),
                        service.selection().images(),
                        service.changedAt(),
                        service.changedBy())
                == 1;
    }

    static boolean exists(Transaction transaction, String name) {
        return transaction.number("select count(*) from service where name = ?", name) > 0;
    }

    static long count(Transaction transaction) {
        return transaction.number("select count(*) from service");
    }

    static Optional<ServiceSelection> selection(Transaction transaction, String name) {
        return transaction.first(ServiceStore::selection, "select * from service where name = ?", name);
    }

    static Optional<Service> lock(Transaction transaction, String name) {
        return transaction.first(ServiceStore::service, "select * from service where name = ? for update", name);
    }

    static void update(Transaction transaction, Service service) {
        transaction.change(
                "update service set description = ?, labels = ?, engine_labels = ?, projects = ?, images = ?,"
                        + " changed_at = ?, changed_by = ? where name = ?",
                service.description(),
                Json.of(service.selection().labels()),
                Json.of(service.selection().engineLabels()),
                service.selection().projects(),
                service.selection().images(),
                service.changedAt(),
                service.changedBy(),
                service.name());
    }

    static void delete(Transaction transaction, String name) {
        transaction.change("delete from service where name = ?", name);
    }

    /// What a policy's scope asks of an image, and how many members are of it.
    record MemberImage(List<String> names, boolean isScanned, Map<String, String> labels, int containers) {}

    static List<MemberImage> images(Transaction transaction, String name) {
        return transaction.list(
                row -> new MemberImage(
                        row.texts("names"), row.truth("scanned"), row.map("image_labels"), row.integer("containers")),
                "select coalesce(i.names, array[u.image_name]) as names, coalesce(i.scan_state = 'scanned', false)"
                        + " as scanned, i.image_labels, u.containers from (select image_id, min(image_name) as image_name,"
                        + " count(*) as containers from container where services @> array[?::text] and gone_at is null"
                        + " group by image_id) u left join image i on i.id = u.image_id",
                name);
    }

    private static Service service(Row row) throws SQLException {
        return new Service(
                row.text("name"),
                row.text("description"),
                selection(row),
                row.instant("changed_at"),
                row.text("changed_by"));
    }

    private static ServiceSelection selection(Row row) throws SQLException {
        return new ServiceSelection(
                row.map("labels"), row.map("engine_labels"), row.texts("projects"), row.texts("images"));
    }

    private static StoredService stored(Row row) throws SQLException {
        String worst = row.textOrNull("worst");
        Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            severities.put(severity, row.integer(severity.word()));
        }
        return new StoredService(
                service(row),
                Map.of(),
                row.integer("containers"),
                row.integer("running"),
                row.integer("member_images"),
                row.integer("unscanned"),
                Optional.ofNullable(row.textOrNull("verdict")),
                worst == null
                        ? Optional.empty()
                        : Optional.of(new StoredService.WorstImage(worst, row.text("worst_name"), severities)));
    }
}
