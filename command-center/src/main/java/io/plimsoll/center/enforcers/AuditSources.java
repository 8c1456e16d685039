package io.plimsoll.center.enforcers;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.compliance.AuditField;
import io.plimsoll.center.compliance.AuditSourceEvidence;
import io.plimsoll.center.compliance.AuditSourceFact;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts what each source of audit records delivered in the last 24 hours, and what its records lack: every host, also
/// one that delivered nothing, and the Command Center itself.
final class AuditSources implements AuditSourceEvidence {
    private static final Duration PERIOD = Duration.ofHours(24);

    /// Events of the engine that change something, of which each needs a user.
    private static final List<String> ENGINE_CHANGES = words(
            EventType.ENGINE_CONTAINER_COMMIT,
            EventType.ENGINE_CONTAINER_COPY,
            EventType.ENGINE_CONTAINER_CREATE,
            EventType.ENGINE_CONTAINER_DESTROY,
            EventType.ENGINE_CONTAINER_KILL,
            EventType.ENGINE_CONTAINER_PAUSE,
            EventType.ENGINE_CONTAINER_PRUNE,
            EventType.ENGINE_CONTAINER_RENAME,
            EventType.ENGINE_CONTAINER_RESTART,
            EventType.ENGINE_CONTAINER_START,
            EventType.ENGINE_CONTAINER_STOP,
            EventType.ENGINE_CONTAINER_UNPAUSE,
            EventType.ENGINE_CONTAINER_UPDATE,
            EventType.ENGINE_EXEC_CREATE,
            EventType.ENGINE_EXEC_START,
            EventType.ENGINE_IMAGE_BUILD,
            EventType.ENGINE_IMAGE_DELETE,
            EventType.ENGINE_IMAGE_IMPORT,
            EventType.ENGINE_IMAGE_LOAD,
            EventType.ENGINE_IMAGE_PRUNE,
            EventType.ENGINE_IMAGE_PULL,
            EventType.ENGINE_IMAGE_PUSH,
            EventType.ENGINE_IMAGE_TAG,
            EventType.ENGINE_IMAGE_UNTAG,
            EventType.ENGINE_NETWORK_CONNECT,
            EventType.ENGINE_NETWORK_CREATE,
            EventType.ENGINE_NETWORK_DESTROY,
            EventType.ENGINE_NETWORK_DISCONNECT,
            EventType.ENGINE_NETWORK_PRUNE,
            EventType.ENGINE_VOLUME_CREATE,
            EventType.ENGINE_VOLUME_DESTROY,
            EventType.ENGINE_VOLUME_PRUNE,
            EventType.ENGINE_DAEMON_RELOAD,
            EventType.ENGINE_PLUGIN_CHANGED);

    /// Changes that users make to the product itself.
    private static final List<String> ADMIN_CHANGES = words(
            EventType.USER_CREATED,
            EventType.USER_DELETED,
            EventType.USER_SECOND_FACTOR_CHANGED,
            EventType.USER_SECOND_FACTOR_RULE_CHANGED,
            EventType.API_TOKEN_CREATED,
            EventType.API_TOKEN_REVOKED,
            EventType.POLICY_CHANGED,
            EventType.POLICY_DELETED,
            EventType.LABEL_CHANGED,
            EventType.LABEL_DELETED,
            EventType.REGISTRY_CHANGED,
            EventType.REGISTRY_DELETED,
            EventType.EXCEPTION_ADDED,
            EventType.EXCEPTION_CONFIRMED,
            EventType.EXCEPTION_WITHDRAWN,
            EventType.ENFORCER_REVOKED,
            EventType.INTELLIGENCE_IMPORTED);

    /// Kinds of which every single record has to be complete.
    private static final List<String> NAMED_KINDS = words(
            EventType.EXEC_DENIED,
            EventType.EXEC_WOULD_DENY,
            EventType.EXEC_KILLED,
            EventType.ENGINE_EXEC_CREATE,
            EventType.ENGINE_EXEC_START,
            EventType.POLICY_CHANGED,
            EventType.POLICY_DELETED,
            EventType.USER_LOGIN,
            EventType.USER_LOGIN_FAILED);

    private static final List<String> GAPS = words(
            EventType.ENFORCER_GAP,
            EventType.ENFORCER_EVENTS_LOST,
            EventType.ENFORCER_SILENT,
            EventType.CONTAINER_START_UNGOVERNED);

    /// One row for each source that has records. What the Center notes of a gap counts for the host that has the gap. A
    /// record that was spooled while the Center was away says so in its
    /// details: its time is allowed to differ.
    private static final String COUNTS = """
        with recent as (
          select a.*, coalesce(e.host_id::text, '') as host_id, jsonb_exists(a.details, 'late') as is_late,
            lag(a.time) over (partition by a.origin_enforcer order by a.sequence) as time_before
          from audit_event a left join enforcer e on e.id::text = coalesce(a.origin_enforcer,
            case when a.object_kind = 'enforcer' and a.type = any (?) then a.object_id end)
          where a.received_at > ? and a.received_at <= ?
        ), judged as (
          select host_id, type, details, received_at, type = any (?) as is_named,
            not (actor like 'system:%' or exists (select 1 from app_user u where u.name = actor)
              or exists (select 1 from audit_event c where c.type in ('user.created', 'user.deleted')
                and c.object_id = actor))
              as lacks_user,
            type <> all (?) as lacks_type,
            not is_late and (abs(extract(epoch from received_at - time)) >= 60
              or time < time_before - interval '1 second') as lacks_time,
            outcome not in ('success', 'failure') or (outcome = 'failure' and reason = '') as lacks_outcome,
            source = '' as lacks_origin,
            object_kind = '' or object_id = '' or (object_kind = 'container'
              and (object_name = '' or image_id = '' or host = '')) as lacks_object
          from recent
        )
        select host_id, count(*) as records, max(received_at) as last_record,
          count(*) filter (where lacks_user) as user, count(*) filter (where lacks_user and is_named) as named_user,
          count(*) filter (where lacks_type) as type, count(*) filter (where lacks_type and is_named) as named_type,
          count(*) filter (where lacks_time) as time, count(*) filter (where lacks_time and is_named) as named_time,
          count(*) filter (where lacks_outcome) as outcome,
          count(*) filter (where lacks_outcome and is_named) as named_outcome,
          count(*) filter (where lacks_origin) as origin,
          count(*) filter (where lacks_origin and is_named) as named_origin,
          count(*) filter (where lacks_object) as object,
          count(*) filter (where lacks_object and is_named) as named_object,
          count(*) filter (where type = any (?)) as engine_changes,
          count(*) filter (where type = any (?) and lacks_user) as unattributed,
          count(*) filter (where type = any (?)) as admin_changes,
          count(*) filter (where type = any (?) and not (jsonb_exists(details, 'before')
            and jsonb_exists(details, 'after'))) as without_values,
          count(*) filter (where type = any (?)) as gaps
        from judged group by host_id
        """;

    private final Database database;

    AuditSources(Database database) {
        this.database = database;
    }

    private static List<String> words(EventType... types) {
        return Arrays.stream(types).map(EventType::word).toList();
    }

    /// A host that delivers records, or the Center.
    private record Source(String hostId, String name, Optional<Instant> lastSign) {}

    @Override
    public List<AuditSourceFact> sources(Instant at) {
        return database.read(transaction -> {
            List<String> catalogue = words(EventType.values());
            Map<String, AuditSourceFact> counted = transaction
                    .list(
                            AuditSources::counted,
                            COUNTS,
                            GAPS,
                            at.minus(PERIOD),
                            at,
                            NAMED_KINDS,
                            catalogue,
                            ENGINE_CHANGES,
                            ENGINE_CHANGES,
                            ADMIN_CHANGES,
                            ADMIN_CHANGES,
                            GAPS)
                    .stream()
                    .collect(Collectors.toMap(AuditSourceFact::hostId, fact -> fact));
            List<Source> sources = new ArrayList<>();
            sources.add(new Source("", "Command Center", Optional.of(at)));
            sources.addAll(transaction.list(
                    row -> new Source(row.text("id"), row.text("name"), row.instantIfAny("last_seen_at")),
                    "select h.id::text as id, h.name, max(n.last_seen_at) as last_seen_at from host h"
                            + " join enforcer_now n on n.host_id = h.id group by h.id, h.name order by h.name"));
            return sources.stream()
                    .map(source -> named(source, counted.get(source.hostId())))
                    .toList();
        });
    }

    private static AuditSourceFact named(Source source, @Nullable AuditSourceFact counted) {
        return counted == null
                ? new AuditSourceFact(
                        source.name(),
                        source.hostId(),
                        source.lastSign().orElse(null),
                        0,
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        0,
                        0,
                        0)
                : new AuditSourceFact(
                        source.name(),
                        source.hostId(),
                        source.lastSign().orElse(null),
                        counted.records(),
                        counted.lacking(),
                        counted.namedKindLacking(),
                        counted.engineChanges(),
                        counted.unattributedEngineChanges(),
                        counted.adminChanges(),
                        counted.adminChangesWithoutValues(),
                        counted.gaps());
    }

    private static AuditSourceFact counted(Row row) throws SQLException {
        Map<AuditField, Long> lacking = new EnumMap<>(AuditField.class);
        Map<AuditField, Long> named = new EnumMap<>(AuditField.class);
        for (AuditField field : AuditField.values()) {
            String column = field.name().toLowerCase(Locale.ROOT);
            lacking.put(field, row.number(column));
            named.put(field, row.number("named_" + column));
        }
        return new AuditSourceFact(
                "",
                row.text("host_id"),
                row.instant("last_record"),
                row.number("records"),
                lacking,
                named,
                row.number("engine_changes"),
                row.number("unattributed"),
                row.number("admin_changes"),
                row.number("without_values"),
                row.number("gaps"));
    }
}
