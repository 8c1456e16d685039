package io.plimsoll.center.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The tables, made and changed by numbered scripts. A fingerprint of all scripts stands in the database, so that a
/// start with nothing to change costs one query.
final class Schema {
    static final String FOLDER = "io/plimsoll/center/server/database/migrations";

    /// Every script in order. The list is here so that the fingerprint needs no search of the class path.
    static final List<String> SCRIPTS = List.of(
            "V1__audit.sql",
            "V2__access.sql",
            "V3__policies.sql",
            "V4__hosts_and_enforcers.sql",
            "V5__images.sql",
            "V6__containers.sql",
            "V7__labels.sql",
            "V8__intelligence.sql",
            "V9__compliance.sql",
            "V10__packages.sql",
            "V11__rematching.sql",
            "V12__sensitive.sql",
            "V13__not_known.sql",
            "V14__across_images.sql",
            "V15__api_tokens.sql",
            "V16__audit_search.sql",
            "V17__registries.sql",
            "V18__policy_versions.sql",
            "V19__exceptions_and_notifications.sql",
            "V20__second_factor.sql",
            "V21__services.sql",
            "V22__audit_retention.sql",
            "V23__image_decisions.sql",
            "V24__roles_and_label_scopes.sql",
            "V25__exceptions_that_end.sql",
            "V26__list_indexes.sql",
            "V27__saved_views.sql",
            "V28__service_members.sql",
            "V29__exposed_containers.sql",
            "V30__searches_by_index.sql",
            "V31__more_within_labels.sql",
            "V32__networks.sql");

    private Schema() {}

    /// Brings the tables up to date.
    ///
    /// @param owner connects as the owner of the database
    /// @return whether anything was changed
    static boolean migrate(DataSource owner) {
        String wanted = fingerprint();
        if (wanted.equals(present(owner))) {
            return false;
        }
        try {
            Flyway.configure()
                    .dataSource(owner)
                    .schemas("plimsoll")
                    .defaultSchema("plimsoll")
                    .locations("classpath:" + FOLDER)
                    .load()
                    .migrate();
            try (Connection connection = owner.getConnection();
                    var insert = connection.prepareStatement(
                            "insert into plimsoll.schema_fingerprint (fingerprint) values (?)")) {
                insert.setString(1, wanted);
                insert.executeUpdate();
            }
        } catch (FlywayException | SQLException e) {
            throw new DatabaseFailure("the database cannot be brought up to date: " + e.getMessage(), e);
        }
        return true;
    }

    private static String present(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet exists = statement.executeQuery("select to_regclass('plimsoll.schema_fingerprint')")) {
                if (!exists.next() || exists.getString(1) == null) {
                    return "";
                }
            }
            try (ResultSet newest = statement.executeQuery(
                    "select fingerprint from plimsoll.schema_fingerprint order by number desc limit 1")) {
                return newest.next() ? newest.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("the database cannot be asked for its version: " + e.getMessage(), e);
        }
    }

    /// The SHA-256 over the names and contents of all scripts.
    static String fingerprint() {
        MessageDigest sha256 = Digest.sha256();
        for (String script : SCRIPTS) {
            try (InputStream in = Schema.class.getResourceAsStream("/" + FOLDER + "/" + script)) {
                if (in == null) {
                    throw new DatabaseFailure("the class path lacks the migration " + script);
                }
                sha256.update((script + "\n").getBytes(UTF_8));
                sha256.update(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("the migration " + script + " cannot be read", e);
            }
        }
        return Digest.ofRaw(sha256.digest()).toString();
    }

    /// Checks the settings that everything rests on.
    static void requireDurability(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : SocketDataSource.REQUIRED.entrySet()) {
                try (ResultSet shown = statement.executeQuery("show " + setting.getKey())) {
                    String value = shown.next() ? shown.getString(1) : "nothing";
                    if (!value.equals(setting.getValue())) {
                        throw new DatabaseFailure("the database has " + setting.getKey() + " = " + value
                                + "; the audit trail needs " + setting.getValue());
                    }
                }
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("the database cannot be asked for its settings: " + e.getMessage(), e);
        }
    }
}
