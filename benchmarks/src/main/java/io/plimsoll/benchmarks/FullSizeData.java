package io.plimsoll.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/// Fills the database of a Center as far as [FullSize] says, with what is drawn from a seed: inventories and findings
/// by
/// SQL (`full-size.sql`), the trail by [AuditHistory]. Made once, it is kept and measured again and again.
final class FullSizeData {
    private static final String SCRIPT = "full-size.sql";
    private static final String MARK = "complete";
    private static final int POLICIES = 20;
    private static final int SERVICES = 16;

    /// The first parts of the names of images, see the script.
    private static final List<String> AREAS =
            List.of("shop", "payments", "ledger", "search", "mail", "reports", "tools", "edge");

    private static final int EXECUTABLES = 3_000;

    /// One of those that [#addServices] adds.
    static final String A_SERVICE = "service-0";

    private final FullSize size;
    private final PackagedCenter center;

    private FullSizeData(FullSize size, PackagedCenter center) {
        this.size = size;
        this.center = center;
    }

    /// A Center with such data whose database runs, and which does not run itself.
    static PackagedCenter ready(FullSize size, PackagedCenter.Server server, int port) throws Exception {
        Path folder = size.folder(server);
        boolean isMade = Files.exists(folder.resolve(MARK));
        Files.createDirectories(folder);
        PackagedCenter center = new PackagedCenter(folder, server, port);
        try {
            FullSizeData data = new FullSizeData(size, center);
            if (!isMade) {
                center.clear();
                data.make(server);
                Files.writeString(folder.resolve(MARK), size + "\n");
            } else {
                center.startDatabase();
                if (server == PackagedCenter.Server.EXTERNAL) {
                    data.migrateExternal();
                }
            }
            data.freshen();
        } catch (Exception e) {
            center.close();
            throw e;
        }
        return center;
    }

    /// Adds services to a Center that runs and has none: half of them by Compose projects, half by images. Each has
    /// thousands of members, and the Center itself works out which.
    static void addServices(PackagedCenter center) throws Exception {
        if (center.get("/services?limit=1").path("items").isEmpty()) {
            for (int i = 0; i < SERVICES; i++) {
                String members = i % 2 == 0
                        ? "\"projects\": [\"project-%d*\"]".formatted(i)
                        : "\"images\": [\"*%s/*\"]".formatted(AREAS.get(i / 2));
                center.send("POST", "/services", "{\"name\": \"service-%d\", %s}".formatted(i, members));
            }
        }
    }

    /// Adds networks to a Center that runs and has none: those of every engine and those of Compose projects. Each
    /// container is on the `bridge` or on one of a project; some networks are labelled.
    static void addNetworks(PackagedCenter center) throws Exception {
        if (!center.get("/networks?limit=1").path("items").isEmpty()) {
            return;
        }
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            timed(
                    "update container set networks = case when hashtext(id) % 3 = 0 then array['bridge']"
                            + " else array['project-' || abs(hashtext(id)) % 6 || '_default'] end where gone_at is null",
                    statement);
            timed(
                    "insert into network (id, host_id, name, engine_id, driver, internal, subnets, engine_labels,"
                            + " containers, running, first_seen_at, search)"
                            + " select gen_random_uuid(), h.id, n.name, md5(h.id || n.name), n.driver, n.internal,"
                            + " n.subnets, '{}', coalesce(c.containers, 0), coalesce(c.running, 0), now(),"
                            + " n.name || ' ' || n.driver || ' ' || array_to_string(n.subnets, ' ')"
                            + " from host h cross join (values ('bridge', 'bridge', false, array['172.17.0.0/16']),"
                            + " ('host', 'host', false, array[]::text[]), ('none', 'null', false, array[]::text[])"
                            + " union all select 'project-' || i || '_default', 'bridge', i % 2 = 0,"
                            + " array['172.' || 20 + i || '.0.0/16'] from generate_series(0, 5) i)"
                            + " n (name, driver, internal, subnets)"
                            + " left join (select host_id, unnest(networks) as name, count(*) as containers,"
                            + " count(*) filter (where state = 'running') as running from container"
                            + " where gone_at is null group by 1, 2) c on (c.host_id, c.name) = (h.id, n.name)",
                    statement);
            timed("vacuum analyze container", statement);
            timed("vacuum analyze network", statement);
        }
        for (JsonNode network : center.get("/networks?internal=true&limit=50").path("items")) {
            center.send(
                    "PUT",
                    "/labels/network/" + network.path("id").asString() + "/owner",
                    "{\"value\": \"networks of team-3\"}");
        }
    }

    /// Gives an image a document with executables, as many as that of a distribution with some tools has. The others
    /// have none: the documents of ten thousand images would be all the same.
    static void addExecutables(Connection owner, String image) throws Exception {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < EXECUTABLES; i++) {
            Digest digest = Digest.of(("executable " + i).getBytes(UTF_8));
            list.append(i == 0 ? "" : ",").append("""
                            {"path":"/usr/bin/tool-%05d","sha256":"%s","size":%d,"mode":493,"layer":"%s","owner":"pkg:deb/debian/openssl-%d@3.0.11"}""".formatted(i, digest, 1000 + i, digest, i % 300));
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("""
                    {"format":3,"scanner":"0.1.0","imageId":"%s","names":[],"layers":[],"packages":[],"executables":[%s],"gaps":[]}
                    """.formatted(image, list).getBytes(UTF_8));
        }
        try (PreparedStatement update =
                owner.prepareStatement("update image_inventory set document = ?, executables = ? where image_id = ?")) {
            update.setBytes(1, compressed.toByteArray());
            update.setInt(2, EXECUTABLES);
            update.setString(3, image);
            update.executeUpdate();
        }
    }

    private void make(PackagedCenter.Server server) throws Exception {
        say("making " + size + " in " + center.data());
        center.startDatabase();
        if (server == PackagedCenter.Server.EXTERNAL) {
            prepareExternal();
            migrateExternal();
        }
        center.startCenter();
        center.logIn();
        for (int i = 0; i < POLICIES; i++) {
            center.send("PUT", "/policies/policy-" + i, """
                {"document": "kind: AssurancePolicy\\nname: policy-%d\\nmode: audit\\nscope: {images: [\\"team-%d/*\\"]}\\nchecks: {maximum-severity: critical}\\n"}
                """.formatted(i, i));
        }
        center.end("center");
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '1GB'");
            statement.execute("set work_mem = '256MB'");
            // Keys to other tables are right by the way they are made.
            statement.execute("set session_replication_role = replica");
            List<String> indexes = dropIndexes(statement);
            for (String one : script()) {
                timed(one, statement);
            }
            AuditHistory.write(owner, size, center.data().resolve("center"));
            for (String one : indexes) {
                timed(one, statement);
            }
            timed(
                    "insert into audit_hour as present select date_trunc('hour', time, 'UTC'), type, outcome,"
                            + " count(*), min(sequence), max(sequence) from audit_event group by 1, 2, 3 on conflict"
                            + " (hour, type, outcome) do update set events = excluded.events, first_sequence ="
                            + " excluded.first_sequence, last_sequence = excluded.last_sequence",
                    statement);
            timed("vacuum analyze", statement);
        }
        center.startCenter();
        awaitCounts();
        center.end("center");
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            timed("vacuum analyze", statement);
            timed("checkpoint", statement);
        }
    }

    /// A database of somebody else's has no roles. They are those of `EmbeddedPostgres`.
    private void prepareExternal() throws Exception {
        try (Connection template = center.connect("postgres");
                Statement statement = template.createStatement()) {
            statement.execute("create role plimsoll_service login");
            statement.execute("alter role plimsoll_service set search_path = plimsoll");
            statement.execute("create database plimsoll");
        }
    }

    /// What supervises the embedded one does this to it.
    private void migrateExternal() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setUser("plimsoll_owner");
        source.setDatabaseName("plimsoll");
        source.setSocketFactory("io.plimsoll.center.server.database.UnixSocketFactory");
        source.setSocketFactoryArg(
                center.data().resolve("run/external/.s.PGSQL.5432").toString());
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        Flyway.configure()
                .dataSource(source)
                .schemas("plimsoll")
                .defaultSchema("plimsoll")
                .locations("classpath:io/plimsoll/center/server/database/migrations")
                .load()
                .migrate();
    }

    /// Indexes of tables that are filled: made afterwards, they take a fraction of the time.
    private static List<String> dropIndexes(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select indexname, indexdef from pg_indexes"
                + " where schemaname = 'plimsoll' and indexdef not like '%UNIQUE%' and tablename in ('audit_event',"
                + " 'image_package', 'package', 'package_image', 'finding', 'vulnerability', 'vulnerability_image',"
                + " 'container', 'finding_change')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("drop index " + name);
        }
        return definitions;
    }

    private List<String> script() throws IOException {
        try (InputStream in = Objects.requireNonNull(FullSizeData.class.getResourceAsStream(SCRIPT))) {
            String text = new String(in.readAllBytes(), UTF_8)
                    .replace(":seed:", Long.toString(size.seed()))
                    .replace(":hosts:", Integer.toString(size.hosts()))
                    .replace(":images:", Integer.toString(size.images()))
                    .replace(":containers:", Integer.toString(size.containers()))
                    .replace(":packages:", Integer.toString(size.differentPackages()))
                    .replace(":held:", Integer.toString(size.packagesInImage()))
                    .replace(":vulnerabilities:", Integer.toString(size.vulnerabilities()));
            return List.of(text.split(";\n"));
        }
    }

    private static void timed(String sql, Statement statement) throws SQLException {
        long begin = System.nanoTime();
        statement.execute(sql);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (millis > 2_000) {
            say(millis / 1000 + " s: " + sql.strip().lines().findFirst().orElse(""));
        }
    }

    /// The Center counts across images by itself once it runs.
    private void awaitCounts() throws Exception {
        long begin = System.nanoTime();
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            while (number(statement, "select count(*) from package where images > 0") == 0) {
                Thread.sleep(500);
            }
        }
        say((System.nanoTime() - begin) / 1_000_000_000 + " s until the counts across images were made");
    }

    static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /// As if everything had been matched and every host seen just now; else the first hour would be spent catching up.
    private void freshen() throws Exception {
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("update enforcer set last_seen_at = now() + interval '1 day', silent_since = null");
            statement.execute("update image set due = false where due");
            if (number(statement, "select count(*) from image where findings_at < now() - interval '6 hours'") > 0) {
                statement.execute(
                        "update image set findings_at = now(), matched_at = now() where findings_at is not null");
                statement.execute("vacuum image");
            }
        }
    }

    private static void say(String text) {
        System.err.println("  " + text);
    }

    /// Waits until the Center has nothing left to do by itself.
    static void awaitQuiet(PackagedCenter center) throws Exception {
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            Instant end = Instant.now().plus(Duration.ofMinutes(3));
            while (Instant.now().isBefore(end)
                    && (number(statement, "select count(*) from image where due") > 0
                            || number(
                                            statement,
                                            "select count(*) from pg_stat_activity where state = 'active'"
                                                    + " and usename = 'plimsoll_service'")
                                    > 0)) {
                Thread.sleep(500);
            }
        }
    }
}
