package io.plimsoll.center.images;

import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.Violation;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// The SQL of images.
final class ImageStore {
    /// Rows of an export at once; more would only take more memory.
    private static final int PART = 500;

    private static final String COLUMNS = "id, names, size, created_at, scan_state, scanned_at, distribution, verdict,"
            + " violations, critical, high, medium, low, negligible, unknown, kev, accepted, not_assessed, image_labels, matched_at,"
            + " bundle_built_at, bundle_digest, not_assessed_ecosystems, unadvised_ecosystems, match_notes, gap_count,"
            + " repository, registries,"
            + " exists (select 1 from disallowed_image d where d.image_id = image.id) as disallowed,"
            + " exists (select 1 from approved_base b where b.image_id = image.id) as approved_base,"
            + " (select count(*) from image_on_host o where o.image_id = image.id) as hosts,"
            + " (select count(*) from container c where c.image_id = image.id and c.state = 'running'"
            + " and c.gone_at is null) as running";

    private static final String INSERT =
            "insert into image (id, name, names, size, created_at, first_seen_at, image_labels, scan_state, verdict,"
                    + " violations, search) values (?, '', '{}', ?, ?, ?, ?, 'unscanned', 'pending', '[]', '')"
                    + " on conflict (id) do nothing";

    private ImageStore() {}

    // What hosts list

    /// Writes down what a host holds: all of it, so what is not listed is gone from that host.
    static void replaceListing(Transaction transaction, UUID host, List<ImageListing> images, Instant now) {
        transaction.changeAll(
                INSERT,
                images.stream()
                        .map(image -> new @Nullable Object[] {
                            image.id().toString(),
                            image.size(),
                            image.createdAt().orElse(null),
                            now,
                            Json.of(image.labels())
                        })
                        .toList());
        transaction.changeAll(
                "insert into image_on_host as o (image_id, host_id, names, digests, scan_state) values (?, ?, ?, ?, ?)"
                        + " on conflict (image_id, host_id) do update set names = excluded.names,"
                        + " digests = excluded.digests, scan_state = excluded.scan_state"
                        + " where (o.names, o.digests, o.scan_state)"
                        + " is distinct from (excluded.names, excluded.digests, excluded.scan_state)",
                images.stream()
                        .map(image -> new @Nullable Object[] {
                            image.id().toString(), host, image.names(), image.digests(), image.scanState()
                        })
                        .toList());
        List<String> present =
                images.stream().map(image -> image.id().toString()).toList();
        List<String> removed = transaction.list(
                row -> row.text("image_id"),
                "delete from image_on_host where host_id = ? and image_id <> all (?) returning image_id",
                host,
                present);
        List<String> touched = new ArrayList<>(present);
        touched.addAll(removed);
        sumUp(transaction, touched, now);
    }

    /// An image that no host has listed yet. Its size is that of its layers, unpacked, as an engine says it.
    static void insertFromRegistry(Transaction transaction, String id, Inventory inventory, Instant now) {
        ImageConfiguration configuration = inventory.configuration();
        transaction.change(
                INSERT,
                id,
                inventory.layers().stream().mapToLong(Layer::size).sum(),
                configuration == null ? null : createdAt(configuration).orElse(null),
                now,
                Json.of(configuration == null ? Map.of() : configuration.labels()));
    }

    private static Optional<Instant> createdAt(ImageConfiguration configuration) {
        try {
            return Optional.of(OffsetDateTime.parse(configuration.created()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Works out of what hosts list and registries have what an image is called, how far it is scanned and whether it
    /// is
    /// still anywhere.
    /// An image whose sum changed is due to be assessed.
    static void sumUp(Transaction transaction, List<String> ids, Instant now) {
        transaction.change("""
                update image i
                set names = s.names, name = coalesce(s.names[1], i.id), scan_state = s.scan_state, gone_at = s.gone_at,
                    search = lower(array_to_string(s.names, ' ') || ' ' || i.id), due = true
                from (
                  select i.id,
                    coalesce((select array_agg(distinct n order by n) from (
                      select unnest(o.names) as n from image_on_host o where o.image_id = i.id
                      union select t.name from registry_tag t where t.image_id = i.id and t.scanned_digest = t.digest)
                      named), '{}') as names,
                    case
                      when exists (select 1 from image_inventory v where v.image_id = i.id) then 'scanned'
                      when exists (select 1 from image_on_host o where o.image_id = i.id
                        and o.scan_state in ('scanning', 'scanned')) then 'scanning'
                      when exists (select 1 from image_on_host o where o.image_id = i.id
                        and o.scan_state = 'failed') then 'failed'
                      else 'unscanned' end as scan_state,
                    case when exists (select 1 from image_on_host o where o.image_id = i.id)
                      or exists (select 1 from registry_tag t where t.image_id = i.id and t.scanned_digest = t.digest)
                      then null
                      else coalesce(i.gone_at, ?) end as gone_at
                  from image i where i.id = any (?)) s
                where i.id = s.id and ((i.names, i.scan_state, i.gone_at)
                  is distinct from (s.names, s.scan_state, s.gone_at) or i.name = '')
                """, now, ids);
    }

    /// Images that this host has scanned and whose inventory nobody has sent.
    static List<String> withoutInventory(Transaction transaction, UUID host) {
        return transaction.list(
                row -> row.text("image_id"),
                "select image_id from image_on_host o where host_id = ? and scan_state = 'scanned'"
                        + " and not exists (select 1 from image_inventory v where v.image_id = o.image_id)",
                host);
    }

    static boolean isOnHost(Transaction transaction, String id, UUID host) {
        return transaction.number("select count(*) from image_on_host where image_id = ? and host_id = ?", id, host)
                == 1;
    }

    // What readers see

    static List<StoredImage> list(Transaction transaction, ImageFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and ").append(filter.order().after());
            arguments.add(filter.order().key(cursor));
            arguments.add(cursor.text(1));
        });
        arguments.add(page.rows());
        List<StoredImage> images = transaction.list(
                row -> image(row, filter.order()),
                "select " + COLUMNS + ", name, severity_order from image where " + where + " "
                        + filter.order().orderBy() + " limit ?",
                arguments.toArray());
        return withTheRest(transaction, images);
    }

    /// Hands on all images that a filter leaves, as they are at one moment, in parts.
    ///
    /// @param page of which the words count, and nothing else
    static void each(
            Transaction transaction, ImageFilter filter, PageRequest page, Consumer<List<StoredImage>> consumer) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        List<StoredImage> part = new ArrayList<>();
        transaction.each(
                row -> image(row, filter.order()),
                image -> {
                    part.add(image);
                    if (part.size() == PART) {
                        consumer.accept(withTheRest(transaction, part));
                        part.clear();
                    }
                },
                "select " + COLUMNS + ", name, severity_order from image where " + where + " "
                        + filter.order().orderBy(),
                arguments.toArray());
        consumer.accept(withTheRest(transaction, part));
    }

    static Total total(Transaction transaction, ImageFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, "image where " + where, arguments.toArray()));
    }

    private static StringBuilder where(ImageFilter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("gone_at is null");
        filter.verdict().ifPresent(verdict -> {
            where.append(" and verdict = ?");
            arguments.add(verdict);
        });
        filter.scanState().ifPresent(state -> {
            where.append(state.equals(ImageFilter.NOT_SCANNED) ? " and scan_state <> ?" : " and scan_state = ?");
            arguments.add(ImageFilter.BEYOND_STATES.contains(state) ? "scanned" : state);
            where.append(state.equals(ImageFilter.INCOMPLETE) ? " and (gap_count > 0 or not_assessed > 0)" : "");
        });
        filter.traits().narrow(where, arguments);
        filter.content().narrow(where, arguments);
        Words.occurIn("search", page.words(), where, arguments);
        return where;
    }

    static Optional<StoredImage> find(Transaction transaction, String id) {
        List<StoredImage> found = transaction.list(
                row -> image(row, ImageFilter.Order.NAME),
                "select " + COLUMNS + ", name, severity_order from image where id = ?",
                id);
        return withTheRest(transaction, found).stream().findFirst();
    }

    /// Labels, and how the images of the same repositories are judged.
    private static List<StoredImage> withTheRest(Transaction transaction, List<StoredImage> images) {
        Map<String, Map<String, String>> labels = Labels.of(
                transaction,
                AssetKind.IMAGE,
                images.stream().map(StoredImage::id).toList());
        Map<String, StoredImage.InRepository> repositories = inRepositories(
                transaction,
                images.stream()
                        .map(StoredImage::repository)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList());
        return images.stream()
                .map(image -> image.with(
                        labels.getOrDefault(image.id(), Map.of()),
                        repositories.getOrDefault(image.repository(), StoredImage.InRepository.NONE)))
                .toList();
    }

    private static Map<String, StoredImage.InRepository> inRepositories(
            Transaction transaction, List<String> repositories) {
        Map<String, StoredImage.InRepository> counted = new HashMap<>();
        transaction.each(
                row -> {
                    counted.put(
                            row.text("repository"),
                            new StoredImage.InRepository(row.integer("images"), row.integer("refused")));
                    return true;
                },
                _ -> {},
                "select repository, count(*) as images, count(*) filter (where verdict = 'refused') as refused"
                        + " from image where gone_at is null and repository = any (?) group by repository",
                repositories);
        return counted;
    }

    /// A registry that names of images are of.
    record InRegistry(String registry, int images) {}

    /// Those with the most images first.
    static List<InRegistry> registries(Transaction transaction, int most) {
        return transaction.list(
                row -> new InRegistry(row.text("registry"), row.integer("images")),
                "select registry, count(*) as images from image, unnest(registries) as registry"
                        + " where gone_at is null group by registry order by images desc, registry limit ?",
                most);
    }

    private static StoredImage image(Row row, ImageFilter.Order order) throws SQLException {
        Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            severities.put(severity, row.integer(severity.word()));
        }
        return new StoredImage(
                row.text("id"),
                row.texts("names"),
                row.number("size"),
                row.instantIfAny("created_at"),
                row.text("scan_state"),
                row.instantIfAny("scanned_at"),
                Optional.ofNullable(row.textOrNull("distribution")),
                row.text("verdict"),
                row.json("violations").as(new TypeReference<List<Violation>>() {}),
                severities,
                row.integer("kev"),
                row.integer("accepted"),
                row.integer("not_assessed"),
                row.integer("gap_count"),
                row.text("repository"),
                row.texts("registries"),
                row.truth("disallowed"),
                row.truth("approved_base"),
                StoredImage.InRepository.NONE,
                Map.of(),
                row.map("image_labels"),
                row.integer("hosts"),
                row.integer("running"),
                switch (order) {
                    case NAME -> row.text("name");
                    case CREATED ->
                        row.instantIfAny("created_at").orElse(Instant.EPOCH).toString();
                    case SEVERITY -> row.text("severity_order");
                },
                row.instantIfAny("matched_at"),
                row.instantIfAny("bundle_built_at"),
                row.text("bundle_digest"),
                row.json("not_assessed_ecosystems").as(new TypeReference<List<UncoveredEcosystem>>() {}),
                row.json("unadvised_ecosystems").as(new TypeReference<List<UncoveredEcosystem>>() {}),
                row.json("match_notes").as(new TypeReference<List<String>>() {}));
    }

    static List<String> hostNames(Transaction transaction, String id) {
        return transaction.list(
                row -> row.text("name"),
                "select h.name from image_on_host o join host h on h.id = o.host_id where o.image_id = ? order by 1",
                id);
    }

    static List<String> digests(Transaction transaction, String id) {
        return transaction.list(
                row -> row.text("digest"),
                "select unnest(digests) as digest from image_on_host where image_id = ?"
                        + " union select substring(name from '^(.*):[^:]*$') || '@' || digest from registry_tag"
                        + " where image_id = ? and scanned_digest = digest order by 1",
                id,
                id);
    }

    static List<UUID> hosts(Transaction transaction, String id) {
        return transaction.list(row -> row.uuid("host_id"), "select host_id from image_on_host where image_id = ?", id);
    }
}
