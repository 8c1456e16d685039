package io.plimsoll.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.Checkpoint;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.Origin;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.audittrail.SignedCheckpoint;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.model.Digest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.json.JsonMapper;

/// The trail of a Center that ran for ninety days: what its hosts, containers and users did, chained and signed as a
/// real
/// one, so that it verifies.
final class AuditHistory {
    private static final Duration AGE = Duration.ofDays(90);
    private static final int CHUNK = 1 << 20;
    private static final int CHUNKS_AHEAD = 16;
    private static final int BETWEEN_CHECKPOINTS = 1_000;

    private static final String COLUMNS =
            "sequence, type, time, received_at, outcome, reason, actor, source, object_kind, object_id, object_name,"
                    + " image_id, image_name, host, policy, rule, details, origin_enforcer, origin_spool, origin_sequence,"
                    + " hash";

    /// Of a hundred thousand events.
    private static final Map<EventType, Integer> SHARES = Map.ofEntries(
            Map.entry(EventType.ENGINE_CONTAINER_START, 16_000),
            Map.entry(EventType.ENGINE_CONTAINER_DIE, 16_000),
            Map.entry(EventType.ENGINE_CONTAINER_CREATE, 10_000),
            Map.entry(EventType.ENGINE_CONTAINER_DESTROY, 10_000),
            Map.entry(EventType.ENGINE_EXEC_START, 12_000),
            Map.entry(EventType.ENGINE_EXEC_DIE, 12_000),
            Map.entry(EventType.CONTAINER_START, 12_000),
            Map.entry(EventType.EXEC_WOULD_DENY, 4_000),
            Map.entry(EventType.EXEC_DENIED, 1_500),
            Map.entry(EventType.CONTAINER_START_WOULD_REFUSE, 2_000),
            Map.entry(EventType.CONTAINER_START_REFUSED, 600),
            Map.entry(EventType.ENGINE_IMAGE_PULL, 1_500),
            Map.entry(EventType.IMAGE_SCANNED, 600),
            Map.entry(EventType.IMAGE_VERDICT_CHANGED, 200),
            Map.entry(EventType.ENFORCER_CONNECTED, 700),
            Map.entry(EventType.USER_LOGIN, 600),
            Map.entry(EventType.USER_LOGIN_FAILED, 150),
            Map.entry(EventType.LABEL_CHANGED, 100),
            Map.entry(EventType.ENFORCER_SILENT, 40),
            Map.entry(EventType.POLICY_CHANGED, 9),
            Map.entry(EventType.SERVER_STARTED, 1));

    private record Container(String id, String name, String imageId, String imageName, String host, String enforcer) {}

    private final List<Container> containers;
    private final List<EventType> draw;
    private final SplittableRandom random;

    private AuditHistory(List<Container> containers, long seed) {
        this.containers = containers;
        this.random = new SplittableRandom(seed);
        this.draw = new ArrayList<>();
        SHARES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(share -> {
            for (int i = 0; i < share.getValue(); i++) {
                draw.add(share.getKey());
            }
        });
    }

    /// Adds events until the trail has as many as it is to have. Its indexes had better be made afterwards.
    ///
    /// @param owner of the tables
    /// @param data folder of the Center, for the key that signs
    static void write(Connection owner, FullSize size, Path data) throws Exception {
        ChainHead head = head(owner);
        AuditHistory history = new AuditHistory(containers(owner), size.seed());
        List<Checkpoint> checkpoints = new ArrayList<>();
        BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
        FutureTask<ChainHead> sealing =
                new FutureTask<>(history.sealing(head, size.events() - head.sequence(), chunks, checkpoints));
        Thread.ofPlatform().daemon().name("seal").start(sealing);
        CopyIn copy =
                owner.unwrap(PGConnection.class).getCopyAPI().copyIn("copy audit_event (" + COLUMNS + ") from stdin");
        for (byte[] chunk = chunks.take(); chunk.length > 0; chunk = chunks.take()) {
            copy.writeToCopy(chunk, 0, chunk.length);
        }
        copy.endCopy();
        move(owner, sealing.get());
        sign(owner, checkpoints, data);
    }

    private static ChainHead head(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select sequence, encode(hash, 'hex') from audit_head")) {
            rows.next();
            return new ChainHead(rows.getLong(1), new Digest(rows.getString(2)));
        }
    }

    private static void move(Connection owner, ChainHead head) throws SQLException {
        try (PreparedStatement update =
                owner.prepareStatement("update audit_head set sequence = ?, hash = ? where id = 1")) {
            update.setLong(1, head.sequence());
            update.setBytes(2, HexFormat.of().parseHex(head.hash().hex()));
            update.executeUpdate();
        }
    }

    private static void sign(Connection owner, List<Checkpoint> checkpoints, Path data) throws SQLException {
        var key = InstallationKeys.readOrMake(data, Clock.systemUTC()).signing().privateKey();
        try (PreparedStatement insert = owner.prepareStatement(
                "insert into audit_checkpoint (sequence, at, document, signature) values (?, ?::timestamptz, ?, ?)")) {
            for (Checkpoint checkpoint : checkpoints) {
                SignedCheckpoint signed = checkpoint.sign(key);
                insert.setLong(1, checkpoint.head().sequence());
                insert.setString(2, checkpoint.at().toString());
                insert.setString(3, signed.document());
                insert.setString(4, signed.signature());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("insert into audit_checkpoint_kept select c.sequence, e.id::text, c.at"
                    + " from (select * from audit_checkpoint order by sequence desc limit 500) c, enforcer e");
        }
    }

    private static List<Container> containers(Connection owner) throws SQLException {
        List<Container> containers = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows =
                        statement.executeQuery("select c.id, c.name, c.image_id, c.image_name, h.name, e.id::text from"
                                + " container c join host h on h.id = c.host_id join enforcer e on e.host_id = h.id order"
                                + " by c.id")) {
            while (rows.next()) {
                containers.add(new Container(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6)));
            }
        }
        return containers;
    }

    /// Seals one event after the other and leaves them as text of COPY; the last chunk is empty.
    private Callable<ChainHead> sealing(
            ChainHead start, long events, BlockingQueue<byte[]> chunks, List<Checkpoint> checkpoints) {
        return () -> {
            ChainHead head = start;
            Instant end = Instant.now();
            long millis = AGE.toMillis();
            StringBuilder text = new StringBuilder(CHUNK + 4096);
            try {
                for (long i = 0; i < events; i++) {
                    Instant at = end.minusMillis(millis - millis * i / events);
                    SealedEvent sealed = head.seal(event(at).received(at));
                    head = sealed.head();
                    append(text, sealed);
                    if (text.length() >= CHUNK) {
                        chunks.put(text.toString().getBytes(UTF_8));
                        text.setLength(0);
                    }
                    if (head.sequence() % BETWEEN_CHECKPOINTS == 0) {
                        checkpoints.add(new Checkpoint(
                                head,
                                AuditEvent.of(EventType.SERVER_STARTED, at)
                                        .received(at)
                                        .receivedAt(),
                                head.sequence()));
                    }
                }
                chunks.put(text.toString().getBytes(UTF_8));
            } finally {
                chunks.put(new byte[0]);
            }
            return head;
        };
    }

    private AuditEventBuilder event(Instant at) {
        EventType type = draw.get(random.nextInt(draw.size()));
        Container container = containers.get((int) (containers.size() * Math.pow(random.nextDouble(), 2)));
        AuditEventBuilder event = AuditEvent.of(type, at.minusMillis(random.nextInt(3_000)));
        return switch (type.word().substring(0, type.word().indexOf('.'))) {
            case "user", "label", "policy" -> byUser(event, type);
            case "server", "enforcer" ->
                event.by("system:center")
                        .from("center")
                        .on("enforcer", container.enforcer(), container.host())
                        .host(container.host());
            default -> ofContainer(event, type, container);
        };
    }

    private AuditEventBuilder byUser(AuditEventBuilder event, EventType type) {
        event.by("user-%04d".formatted(1 + random.nextInt(500)))
                .from("10.1.%d.%d".formatted(random.nextInt(4), random.nextInt(250)));
        return switch (type) {
            case USER_LOGIN_FAILED -> event.failed("wrong name or password");
            case POLICY_CHANGED -> event.on("policy", "policy-" + random.nextInt(20), "");
            default -> event;
        };
    }

    private AuditEventBuilder ofContainer(AuditEventBuilder event, EventType type, Container container) {
        event.by(type.word().startsWith("engine") ? "unknown (engine API)" : "uid 1000")
                .from("unix:/run/docker.sock")
                .on("container", container.id(), container.name())
                .image(container.imageId(), container.imageName())
                .host(container.host())
                .origin(new Origin(container.enforcer(), "spool-0", random.nextInt(1_000_000)));
        return switch (type) {
            case EXEC_DENIED, EXEC_WOULD_DENY ->
                decided(event, type)
                        .detail("program", "/usr/bin/tool-" + random.nextInt(300))
                        .detail("rule", "drift");
            case CONTAINER_START_REFUSED, CONTAINER_START_WOULD_REFUSE -> decided(event, type);
            case ENGINE_EXEC_START -> event.detail("command", "sh -c check-" + random.nextInt(100));
            default -> event;
        };
    }

    private AuditEventBuilder decided(AuditEventBuilder event, EventType type) {
        event.decidedBy("policy-" + random.nextInt(20), "maximum-severity");
        return type == EventType.EXEC_DENIED || type == EventType.CONTAINER_START_REFUSED
                ? event.failed("the image has critical findings that a fix is available for")
                : event;
    }

    private static void append(StringBuilder text, SealedEvent sealed) {
        AuditEvent e = sealed.event();
        text.append(sealed.sequence());
        field(text, e.type().word());
        field(text, e.time());
        field(text, e.receivedAt());
        field(text, e.outcome().word());
        field(text, e.reason());
        field(text, e.actor());
        field(text, e.source());
        field(text, e.object().kind());
        field(text, e.object().id());
        field(text, e.object().name());
        field(text, e.imageId());
        field(text, e.imageName());
        field(text, e.host());
        field(text, e.policy());
        field(text, e.rule());
        field(text, e.details().isEmpty() ? "{}" : JsonMapper.shared().writeValueAsString(e.details()));
        Origin origin = e.origin();
        field(text, origin == null ? null : origin.enforcer());
        field(text, origin == null ? null : origin.spool());
        field(text, origin == null ? null : origin.sequence());
        text.append("\t\\\\x").append(sealed.hash().hex()).append('\n');
    }

    /// Nothing that is made up here has to be escaped.
    private static void field(StringBuilder text, @Nullable Object value) {
        text.append('\t').append(value == null ? "\\N" : value);
    }
}
