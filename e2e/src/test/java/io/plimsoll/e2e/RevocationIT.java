package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A host whose Enforcer is revoked, and enrolled again. It is never unprotected, and nothing that happened is lost.
@Tag("kernel")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RevocationIT {
    private static GuardedHost host;
    private static CommandLine line;

    @BeforeAll
    static void protectAHost() {
        host = GuardedHost.start(EngineOptions.withoutBridge());
        TestImage.TINY.importInto(host.engine(), "tools/tiny", "LABEL stage=dev");
        host.upWithPassword();
        line = CommandLine.ofAdministrator(host);
        line.scanned("tools/tiny");
        line.apply("""
                kind: AssurancePolicy
                name: no-drafts
                mode: enforce
                checks: {forbidden-labels: {stage: dev}}
                """);
        assertRefused("while-connected");
        line.awaitEvent("container.start-refused", "while-connected");
    }

    @AfterAll
    static void close() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    @Order(1)
    void aRevokedEnforcerIsCutOffAndGoesOnEnforcing() {
        line.run("revoke", enforcer(), "--reason", "the host was stolen").outputOrFail();
        awaitWords("this Enforcer was revoked by its Center");
        assertThat(line.list("enforcers").getFirst().path("state").asString()).isEqualTo("revoked");
        line.awaitEvent("enforcer.revoked", "the host was stolen");

        assertRefused("while-revoked");
        assertSpooled("while-revoked");
    }

    @Test
    @Order(2)
    void itIsRefusedWheneverItCallsAgain() {
        ProcessHandle before = host.process("enforcer");
        host.kill9("enforcer");
        awaitNew(before);
        awaitWords("this Enforcer was revoked by its Center");
        line.awaitEvent("enforcer.refused", enforcer());
        assertRefused("after-a-restart");
        assertSpooled("after-a-restart");
        assertThat(line.events("container.start-refused").toString())
                .contains("while-connected")
                .doesNotContain("while-revoked", "after-a-restart");
    }

    /// The string by which this host was enrolled is still there.
    @Test
    @Order(3)
    void anEnrolmentStringIsGoodOnceAndAWrongOneNever() throws IOException {
        Path file = host.data().resolve("center/local-enrolment");
        String used = Files.readString(file);
        enrolAnewWith(used);
        awaitWords("does not take the token: it was used, is older than an hour, or is not of this Center");
        enrolAnewWith(used.replaceFirst("ca=sha256:[0-9a-f]{8}", "ca=sha256:00000000"));
        awaitWords("of the enrolment string: it is another Center, or someone stands in between");
        assertThat(line.list("enforcers")).hasSize(1);
        line.awaitEvent("enrolment-token.refused", "127.0.0.1");
    }

    @Test
    @Order(4)
    void whatWasSpooledArrivesOnceItIsEnrolledAgain() throws IOException {
        enrolAnewWith(line.run("enrol").outputOrFail());
        line.awaitEvent("container.start-refused", "after-a-restart");
        for (String name : new String[] {"while-connected", "while-revoked", "after-a-restart"}) {
            assertThat(line.events("container.start-refused"))
                    .filteredOn(e -> e.at("/object/name").asString().equals(name))
                    .as(name)
                    .hasSize(1);
        }
        assertRefused("enrolled-again");
        line.awaitEvent("container.start-refused", "enrolled-again");
        assertThat(line.verify().outputOrFail()).startsWith("Intact: ");
    }

    private static String enforcer() {
        return line.list("enforcers").getFirst().path("id").asString();
    }

    /// As the message of a revoked Enforcer says: without its identity, and with another string.
    private static void enrolAnewWith(String string) throws IOException {
        Files.deleteIfExists(host.data().resolve("enforcer/identity.json"));
        Files.writeString(host.data().resolve("center/local-enrolment"), string);
        ProcessHandle before = host.process("enforcer");
        host.kill9("enforcer");
        awaitNew(before);
    }

    private static void awaitNew(ProcessHandle before) {
        Wait.until(
                "the launcher has started another Enforcer",
                () -> host.isRunning("enforcer")
                        && host.process("enforcer").pid() != before.pid()
                        && log().lines().anyMatch("ready"::equals));
    }

    private static void awaitWords(String words) {
        Wait.until("the Enforcer says '" + words + "'", () -> log().contains(words));
    }

    private static String log() {
        try {
            return Files.readString(host.data().resolve("log/enforcer.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void assertRefused(String name) {
        Command.Outcome refused = host.engine().docker("run", "--rm", "--name", name, "tools/tiny", "echo", "started");
        assertThat(refused.errors())
                .as(refused.toString())
                .contains("Plimsoll: refused by policy \"no-drafts\", rule forbidden-labels");
        assertThat(refused.output()).doesNotContain("started");
    }

    private static void assertSpooled(String name) {
        Path spool = host.data().resolve("enforcer/spool");
        assertThat(Command.of("grep", "--recursive", "--quiet", "--text", name, spool.toString())
                        .run()
                        .exit())
                .as(name + " is in " + spool)
                .isZero();
    }
}
