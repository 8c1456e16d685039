package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows of the trail are tampered with under a running Center, in its real database, by somebody who may do
/// everything there. `plimsoll audit verify` names the place, and is content again once the harm is undone.
@Tag("kernel")
class RecordIT {
    private static GuardedHost host;
    private static CommandLine line;

    /// Row in the middle of the trail, and the last one that is signed.
    private static long middle;

    private static long signed;

    @BeforeAll
    static void fillATrailAndHaveItsHeadSigned() {
        host = GuardedHost.start(EngineOptions.withoutBridge());
        host.upWithPassword();
        line = CommandLine.ofAdministrator(host);
        String id = line.hostId();
        for (String owner : new String[] {"ada", "grace", "edsger", "barbara"}) {
            line.run("label", "host", id, "owner=" + owner).outputOrFail();
        }
        // A Center that ends signs its head; and the next signature on the clock is then a minute away.
        host.down();
        host.upWithPassword();
        middle = line.events("label.changed").get(1).path("sequence").asLong();
        signed = Long.parseLong(psql("database", "select max(sequence) from plimsoll.audit_checkpoint")
                .outputOrFail());
        assertThat(signed).isGreaterThan(middle + 3);
    }

    @AfterAll
    static void close() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void isContentWithATrailThatNobodyTouched() {
        assertIntact();
        assertThat(line.verify().output()).contains("Signed checkpoints vouch for it up to event");
        assertThat(line.run("audit", "verify", "--key", line.signingKey()).outputOrFail())
                .contains("Intact");
    }

    @Test
    void namesARowOfWhichAFieldWasChanged() {
        whileTampered(
                "update plimsoll.audit_event set actor = 'mallory' where sequence = " + middle,
                "update plimsoll.audit_event set actor = 'admin' where sequence = " + middle,
                "row " + middle + " was changed");
    }

    @Test
    void namesARowThatWasRemoved() {
        whileTampered(
                "create table plimsoll.taken as select * from plimsoll.audit_event where sequence = " + middle
                        + "; delete from plimsoll.audit_event where sequence = " + middle,
                "insert into plimsoll.audit_event select * from plimsoll.taken; drop table plimsoll.taken",
                "row " + middle + " is missing");
    }

    @Test
    void namesRowsThatWereSwapped() {
        long other = middle + 2;
        String swap = """
                update plimsoll.audit_event set sequence = -1 where sequence = %1$d;
                update plimsoll.audit_event set sequence = %1$d where sequence = %2$d;
                update plimsoll.audit_event set sequence = %2$d where sequence = -1""".formatted(middle, other);
        whileTampered(swap, swap, "rows " + middle + " and " + other + " were swapped");
    }

    @Test
    void namesWhatIsMissingWhenTheTailWasCutOff() {
        whileTampered(
                "create table plimsoll.taken as select * from plimsoll.audit_event where sequence > " + (signed - 3)
                        + "; delete from plimsoll.audit_event where sequence > " + (signed - 3),
                "insert into plimsoll.audit_event select * from plimsoll.taken; drop table plimsoll.taken",
                "rows " + (signed - 2) + " to ");
    }

    /// The head is put back too, so that the rows fit together: only the checkpoint outside knows better.
    @Test
    void namesWhereTheTailWasCutOffWithAHeadThatFits() {
        long last = signed - 3;
        whileTampered("""
                create table plimsoll.taken as select * from plimsoll.audit_event where sequence > %1$d;
                create table plimsoll.taken_head as select * from plimsoll.audit_head;
                delete from plimsoll.audit_event where sequence > %1$d;
                update plimsoll.audit_head set sequence = %1$d,
                  hash = (select hash from plimsoll.audit_event where sequence = %1$d)""".formatted(last), """
                delete from plimsoll.audit_event where sequence > %d;
                insert into plimsoll.audit_event select * from plimsoll.taken;
                update plimsoll.audit_head h set sequence = t.sequence, hash = t.hash from plimsoll.taken_head t;
                drop table plimsoll.taken; drop table plimsoll.taken_head""".formatted(last), "row " + signed + " was signed");
    }

    /// What the Center itself connects as.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update plimsoll.audit_event set actor = 'mallory'",
                "delete from plimsoll.audit_event",
                "truncate plimsoll.audit_event",
                "alter table plimsoll.audit_event drop column actor",
                "update plimsoll.audit_checkpoint set document = ''",
                "delete from plimsoll.audit_checkpoint",
                "set role plimsoll_owner",
            })
    void theServiceCanNeitherChangeNorRemove(String statement) {
        assertThat(psql("center", "select count(*) from plimsoll.audit_event").outputOrFail())
                .isNotEqualTo("0");
        Command.Outcome refused = psql("center", statement);
        assertThat(refused.succeeded()).as(refused.toString()).isFalse();
        assertThat(refused.errors()).containsAnyOf("permission denied", "must be owner");
    }

    private static void whileTampered(String harm, String repair, String place) {
        psql("database", harm).outputOrFail();
        Command.Outcome verified;
        try {
            verified = line.verify();
        } finally {
            psql("database", repair).outputOrFail();
        }
        assertThat(verified.exit()).as(verified.toString()).isEqualTo(1);
        assertThat(verified.output()).contains("NOT intact").contains(place);
        assertIntact();
    }

    private static void assertIntact() {
        assertThat(line.verify().outputOrFail()).startsWith("Intact: ");
    }

    /// One transaction in the running database, as the user who runs it (`database`: may do everything) or as the
    /// Center's (`center`).
    private static Command.Outcome psql(String who, String statements) {
        String user = "plimsoll-" + who;
        String role = who.equals("database") ? "plimsoll_owner" : "plimsoll_service";
        return Command.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "psql")
                .with("--host=" + host.data().resolve("run/database"), "--username=" + role, "--dbname=plimsoll")
                .with("--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--command=" + statements)
                .run();
    }
}
