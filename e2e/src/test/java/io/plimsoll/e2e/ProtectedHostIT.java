package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.json.JsonMapper;

/// The story of the README on one host: scanned, blocked, verified, reported, and given back. Each protection is first
/// seen missing, so that a test cannot pass while its mechanism is unplugged.
@Tag("kernel")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProtectedHostIT {
    private static final String DRIFT = "cp /bin/busybox /tmp/echo && /tmp/echo drifted";

    private static GuardedHost host;
    private static TestEngine engine;
    private static CommandLine line;
    private static byte[] runcBefore;

    @BeforeAll
    static void startAnEngineWithImagesAndThenTheProduct() throws Exception {
        host = GuardedHost.start();
        engine = host.engine();
        runcBefore = Files.readAllBytes(engine.runc());
        TestImage.TINY.importInto(engine, "tools/tiny:1");
        TestImage.NODE_APPLICATION.importInto(engine, "shop/web:1", "LABEL team=shop");
        engine.docker("create", "--name", "before", "shop/web:1", "echo", "started")
                .outputOrFail();
        host.upWithPassword();
        line = CommandLine.ofAdministrator(host);
    }

    @AfterAll
    static void giveEverythingBack() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    @Order(1)
    void blocksNothingBeforeSomebodySaysSo() {
        assertThat(host.run("shop/web:1", "echo", "started").outputOrFail()).contains("started");
        assertThat(host.run("tools/tiny:1", "sh", "-c", DRIFT).outputOrFail()).contains("drifted");
    }

    @Test
    @Order(2)
    void scansLocalImagesWithoutBeingAsked() {
        // An Enforcer that has just come may scan before it has its advisories; then nothing is assessed yet.
        Wait.until(
                "findings of the image are there",
                () -> line.scanned("shop/web:1").at("/severities/high").asInt() > 0);
        assertThat(line.scanned("tools/tiny:1").at("/severities/high").asInt()).isZero();
    }

    @Test
    @Order(2)
    void knowsTheEnginesNetworksAndWhoIsOnThem() {
        engine.docker("network", "create", "--internal", "back").outputOrFail();
        engine.docker("network", "connect", "back", "before").outputOrFail();
        Wait.until(
                "the container is on its new network",
                () -> line.page("containers")
                        .anyMatch(c -> c.path("name").asString().equals("before")
                                && c.path("networks").toString().equals("[\"back\",\"bridge\"]")));
        assertThat(line.list("networks"))
                .extracting(
                        n -> n.path("name").asString(), n -> n.path("internal").asBoolean())
                .contains(tuple("back", true), tuple("bridge", false), tuple("none", true));
    }

    @Test
    @Order(3)
    void refusesADisallowedImageWhoeverAsks() {
        line.apply("""
                kind: AssurancePolicy
                name: strict
                mode: enforce
                scope: {images: ["shop/*"]}
                checks: {unscanned: refuse, maximum-severity: medium}
                ---
                kind: RuntimePolicy
                name: no-drift
                mode: enforce
                """);
        for (Command.Outcome refused : List.of(
                host.run("shop/web:1", "echo", "started"),
                engine.docker("run", "--rm", "--runtime", "runc", "shop/web:1", "echo", "started"),
                engine.docker("start", "--attach", "before"))) {
            assertThat(refused.exit()).as(refused.toString()).isNotZero();
            assertThat(refused.errors())
                    .contains("Plimsoll: refused by policy \"strict\", rule maximum-severity")
                    .contains("minimist 1.2.0");
            assertThat(refused.output()).doesNotContain("started");
        }
    }

    @Test
    @Order(4)
    void refusesAnImageThatNobodyHasScanned() {
        line.apply("""
                kind: AssurancePolicy
                name: scanned-only
                mode: enforce
                checks: {unscanned: refuse, incomplete: refuse}
                ---
                {kind: HostPolicy, name: impatient, when-enforcer-away: deny, scan-wait: 0s}
                """);
        try (HeldScanner _ = HeldScanner.of(host)) {
            TestImage.TINY.importInto(engine, "tools/unknown:1", "LABEL made=now");
            Command.Outcome refused = host.run("tools/unknown:1", "echo", "started");
            assertThat(refused.exit()).as(refused.toString()).isNotZero();
            assertThat(refused.errors())
                    .contains("Plimsoll: refused by policy \"scanned-only\", rule unscanned")
                    .contains("scan in progress");
            assertThat(refused.output()).doesNotContain("started");
        }
        line.scanned("tools/unknown:1");
        assertThat(host.run("tools/unknown:1", "echo", "started").outputOrFail())
                .contains("started");
    }

    @Test
    @Order(5)
    void runsWhatTheImageHoldsAndNothingElse() {
        assertThat(host.run("tools/tiny:1", "sh", "-c", "ls / && echo fine").outputOrFail())
                .contains("fine");
        for (String attack : List.of(
                DRIFT,
                "cp /bin/busybox /dev/shm/echo && /dev/shm/echo drifted",
                "cp /bin/busybox /dev/echo && /dev/echo drifted",
                "printf '#!/bin/sh\\necho drifted\\n' > /tmp/s && chmod +x /tmp/s && /tmp/s",
                "ln /bin/busybox /tmp/echo && /tmp/echo drifted")) {
            Command.Outcome outcome = host.run("tools/tiny:1", "sh", "-c", attack);
            assertThat(outcome.output()).as(attack).doesNotContain("drifted");
            assertThat(outcome.exit()).as(outcome.toString()).isNotZero();
        }
        Wait.until(
                "the denied execution is an audit event",
                () -> line.page("audit-events")
                        .anyMatch(e -> e.path("type").asString().startsWith("exec.")
                                && e.path("policy").asString("").equals("no-drift")));
    }

    @Test
    @Order(6)
    void recordsWhoWasRefusedWhat() {
        assertThat(line.list("audit-events"))
                .anySatisfy(e -> {
                    assertThat(e.path("type").asString()).isEqualTo("container.start-refused");
                    assertThat(e.path("policy").asString()).isEqualTo("strict");
                    assertThat(e.path("outcome").asString()).isEqualTo("failure");
                    assertThat(e.path("actor").asString()).isEqualTo("unknown (engine API)");
                })
                .anySatisfy(e -> {
                    assertThat(e.path("type").asString()).isEqualTo("policy.changed");
                    assertThat(e.path("actor").asString()).contains("admin");
                });
    }

    @Test
    @Order(7)
    void holdsWhileTheCenterIsDeadAndLosesNoEvent() {
        host.kill9("up", "center");
        assertThat(engine.docker("run", "--rm", "--name", "while-dead", "shop/web:1", "echo", "started")
                        .succeeded())
                .isFalse();
        assertThat(host.run("tools/tiny:1", "sh", "-c", DRIFT).output()).doesNotContain("drifted");
        host.up();
        line.awaitEvent("container.start-refused", "while-dead");
    }

    @Test
    @Order(8)
    void refusesStartsWhileTheEnforcerIsDeadAndReportsTheGap() {
        host.kill9("up", "enforcer");
        Command.Outcome refused = host.run("tools/tiny:1", "echo", "started");
        assertThat(refused.succeeded()).as(refused.toString()).isFalse();
        assertThat(refused.errors()).contains("the Enforcer on this host does not answer");
        host.up();
        assertThat(host.run("tools/tiny:1", "echo", "started").outputOrFail()).contains("started");
        Wait.until(
                "the gap is an event",
                () -> line.page("audit-events")
                        .anyMatch(e -> e.path("type").asString().equals("enforcer.gap")));
    }

    @Test
    @Order(9)
    void answersThePciCatalogueFromData() {
        String report = line.run("report", "pci", "--format", "json").outputOrFail();
        assertThat(verdict(report, "S-10.3.2")).isIn("pass", "fail");
        for (String cannotHoldYet : List.of("S-10.1", "S-10.2.2", "S-10.3.1", "S-11.5")) {
            assertThat(verdict(report, cannotHoldYet)).as(cannotHoldYet).isIn("fail", "no_data");
        }
    }

    private static String verdict(String report, String key) {
        for (var result : JsonMapper.shared().readTree(report).path("results")) {
            if (result.path("key").asString().equals(key)) {
                return result.path("verdict").asString();
            }
        }
        throw new AssertionError("no entry " + key);
    }

    @Test
    @Order(10)
    void givesTheEngineBackAsItWas() throws Exception {
        engine.docker("run", "--detach", "--name", "lives-on", "tools/tiny:1", "sleep", "1000")
                .outputOrFail();
        host.down();
        assertThat(Files.readAllBytes(engine.runc())).isEqualTo(runcBefore);
        assertThat(host.run("shop/web:1", "echo", "started").outputOrFail()).contains("started");
        assertThat(engine.docker("exec", "lives-on", "echo", "alive").outputOrFail())
                .contains("alive");
        engine.docker("restart", "--time", "0", "lives-on").outputOrFail();
    }
}
