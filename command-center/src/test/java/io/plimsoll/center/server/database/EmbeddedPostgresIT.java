package io.plimsoll.center.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.center.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void neverLosesWhatItCommitted() throws SQLException {
        for (String setting : SocketDataSource.REQUIRED.keySet()) {
            assertThat(one("show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void listensOnNoNetworkAddress() throws SQLException {
        assertThat(one("show listen_addresses")).isEmpty();
    }

    @Test
    void isMadeForEveryLanguageInOneOrder() throws SQLException {
        assertThat(one("show server_encoding")).isEqualTo("UTF8");
        assertThat(one("select datcollate from pg_database where datname = 'plimsoll'"))
                .isEqualTo("C");
    }

    @Test
    void plansQuestionsForWhatTheyAsk() {
        try (Database opened = Database.open(database.socketFolder())) {
            assertThat(opened.<String>read(transaction -> transaction
                            .first(row -> row.text("plan_cache_mode"), "show plan_cache_mode")
                            .orElseThrow()))
                    .isEqualTo("force_custom_plan");
        }
    }

    @Test
    void admitsTheServiceAsNobodyElse() {
        assertThatThrownBy(() -> connectAs("postgres")).hasMessageContaining("postgres");
        assertThatThrownBy(() -> connectAs("nobody")).hasMessageContaining("nobody");
    }

    private static Connection connectAs(String role) throws SQLException {
        return SocketDataSource.of(database.socketFolder(), role, "plimsoll").getConnection();
    }

    @Test
    void theServiceCanNeitherChangeNorRemoveAuditRows() throws SQLException {
        try (Connection service = database.asService();
                Statement statement = service.createStatement()) {
            for (String table : new String[] {"audit_event", "audit_checkpoint", "audit_checkpoint_kept"}) {
                for (String attempt : new String[] {
                    "update " + table + " set sequence = 1",
                    "delete from " + table,
                    "truncate " + table,
                    "drop table " + table,
                    "alter table " + table + " add column x int",
                    "create trigger t before insert on " + table + " execute function now()"
                }) {
                    assertThatThrownBy(() -> statement.execute(attempt))
                            .as(attempt)
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("42501"));
                }
            }
            for (String attempt :
                    new String[] {"delete from audit_head", "truncate audit_head", "set role plimsoll_owner"}) {
                assertThatThrownBy(() -> statement.execute(attempt)).as(attempt).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void theServiceMakesNothingOfItsOwn() throws SQLException {
        try (Connection service = database.asService();
                Statement statement = service.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table mine (x int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("copy audit_event to program 'id'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aKilledSupervisorLeavesNoSecondServer() throws SQLException {
        long orphan = database.postmaster();
        database.killSupervisor();
        assertThat(runs(orphan)).isTrue();
        database.startAgain();
        assertThat(database.postmaster()).isNotEqualTo(orphan);
        assertThat(runs(orphan)).isFalse();
        assertThat(one("select 1")).isEqualTo("1");
    }

    @Test
    void twoSupervisorsNeverShareAFolder() {
        assertThatThrownBy(database::startAgain).hasMessageContaining("another Plimsoll database runs");
        assertThat(database.supervisor().isAlive()).isTrue();
    }

    @Test
    void namesTheMigrationsThatAreThere() throws Exception {
        try (var files = java.nio.file.Files.list(
                java.nio.file.Path.of(Schema.class.getResource("migrations").toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Schema.SCRIPTS);
        }
    }

    /// A process that ended may keep its number until its parent asks for it; it has no command any more.
    private static boolean runs(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .isPresent();
    }

    private static String one(String sql) throws SQLException {
        try (Connection service = database.asService();
                Statement statement = service.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
