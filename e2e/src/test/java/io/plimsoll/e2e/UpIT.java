package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineUnreachableException;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.SourceTree;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// `./plimsoll up` on a real engine: what it starts, how it ends, and what a crash leaves. What needs it up comes
/// before
/// what ends it, for each start takes seconds; only the first test needs a host on which it never was.
@Tag("engine")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpIT {
    private static final Pattern PASSWORD = Pattern.compile("Password +(\\S+) ");

    private static GuardedHost host;

    @BeforeAll
    static void startHost() {
        host = GuardedHost.start(EngineOptions.withoutBridge());
        TestImage.TINY.importInto(host.engine(), "tiny");
    }

    @AfterAll
    static void closeHost() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    @Order(1)
    void bringsUpACenterThatThePrintedPasswordOpensAndNeverPrintsItAgain() throws Exception {
        String said = host.up();
        assertThat(said).contains("https://127.0.0.1:8443/");
        Matcher password = PASSWORD.matcher(said);
        assertThat(password.find()).as(said).isTrue();
        assertThat(host.data().resolve("center/first-password")).doesNotExist();
        assertThat(Files.readString(host.data().resolve("log/up.log"))).doesNotContain(password.group(1));

        CommandLine stranger = CommandLine.ofStranger(host);
        assertThat(stranger.logIn("admin", "guess").exit()).isEqualTo(2);
        assertThat(stranger.logIn("admin", password.group(1)).outputOrFail()).contains("plimsoll password");
        assertThat(stranger.run("get", "images").errors()).contains("change it with 'plimsoll password'");
        assertThat(stranger.run("password").errors()).contains("no terminal", "--password-stdin");
        String passwords = password.group(1) + "\n" + GuardedHost.PASSWORD + "\n";
        assertThat(stranger.typing(passwords, "password", "--password-stdin").outputOrFail())
                .contains("Changed");
        assertThat(stranger.run("get", "images").exit()).isZero();

        host.down();
        assertThat(host.up()).doesNotContain("Password");
    }

    @Test
    @Order(2)
    void runsEachProgramAsAUserOfItsOwn() throws Exception {
        host.ensureUp();
        assertThat(host.process("center").info().user()).contains("plimsoll-center");
        assertThat(host.process("database").info().user()).contains("plimsoll-database");
        assertThat(host.process("enforcer").info().user()).contains("root");
    }

    @Test
    @Order(3)
    void refusesASecondUpOnTheSameData() {
        host.ensureUp();
        Command.Outcome second = host.launcher("up").run();
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.errors()).contains("runs already", "down --data");
    }

    @Test
    @Order(4)
    void startsAgainWhatWasKilled() throws Exception {
        host.ensureUp();
        ProcessHandle before = host.process("center");
        before.destroyForcibly();
        Wait.until("the Center is back", () -> isBack(before));
    }

    @Test
    @Order(5)
    void repairsACrashOfEverythingAtTheNextUp() throws Exception {
        host.ensureUp();
        host.kill9("up", "enforcer", "center", "database");
        assertThat(host.up()).contains("Plimsoll is up.");
    }

    @Test
    @Order(6)
    void givesTheEngineBackOnDown() {
        host.ensureUp();
        assertThat(host.engine().runc().resolveSibling("runc.plimsoll-real")).exists();
        String id = host.engine()
                .docker("run", "-d", "--stop-signal=KILL", "tiny", "sleep", "3600")
                .outputOrFail();
        host.down();

        assertThat(host.hasItsEngineBack()).isTrue();
        host.engine().docker("exec", id, "true").outputOrFail();
        host.engine().docker("restart", id).outputOrFail();
        host.engine().docker("rm", "-f", id).outputOrFail();
    }

    @Test
    @Order(7)
    void stopsEverythingOnCtrlC() throws Exception {
        host.down();
        Process up = host.launcher("up").builder().redirectErrorStream(true).start();
        try (BufferedReader output = up.inputReader()) {
            assertThat(output.lines().anyMatch("Plimsoll is up."::equals)).isTrue();
            ProcessHandle center = host.process("center");
            Command.of("kill", "-INT", Long.toString(up.pid())).run().outputOrFail();
            assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(center.isAlive()).isFalse();
        }
        assertThat(up.exitValue()).isZero();
        assertThat(host.hasItsEngineBack()).isTrue();
    }

    @Test
    @Order(8)
    void repairsACrashOfEverythingByDown() throws Exception {
        host.ensureUp();
        host.kill9("up", "enforcer");
        host.down();
        assertThat(host.hasItsEngineBack()).isTrue();
        assertThat(host.launcher("down").run().outputOrFail()).contains("does not run");
    }

    @Test
    @Order(9)
    void rescuesTheEngineWithoutTreeAndPrograms() throws Exception {
        host.ensureUp();
        host.kill9("up", "enforcer", "center", "database");
        Path launcher = host.data().resolve("app/plimsoll");
        Command.of("rm", "-rf", host.data().resolve("app/lib").toString()).run().outputOrFail();

        new PlainShell()
                .hiding("/usr/lib/jvm")
                .hiding(SourceTree.ROOT.toString())
                .command(launcher, "rescue", "--data", host.data().toString())
                .run()
                .outputOrFail();

        assertThat(host.hasItsEngineBack()).isTrue();
        assertThat(Files.readString(host.data().resolve("rescue.log"))).contains("rescue by");
        // What was broken for this test is installed anew.
        Files.delete(host.data().resolve("app/fingerprint"));
    }

    @Test
    @Order(10)
    void startsAnEngineOfItsOwnWhereNoneRuns() {
        Path data = host.engine().folder().resolve("own");
        Command launcher = host.engine()
                .inNetwork(new PlainShell()
                        .hiding("/run/docker.sock")
                        .words(SourceTree.LAUNCHER, "up", "--detach", "--port", "9443", "--data", data.toString()))
                .within(Duration.ofMinutes(4));
        try {
            assertThat(launcher.run().outputOrFail()).contains("export DOCKER_HOST=unix://" + data);
            Engine.at(data.resolve("engine/docker.sock")).ping();
        } finally {
            host.launcher("down", "--data", data.toString()).run().outputOrFail();
        }
        assertThatThrownBy(() -> Engine.at(data.resolve("engine/docker.sock")).ping())
                .isInstanceOf(EngineUnreachableException.class);
    }

    private static boolean isBack(ProcessHandle before) {
        try {
            return host.process("center").pid() != before.pid()
                    && Files.readString(host.data().resolve("log/center.log")).contains("ready");
        } catch (Exception e) {
            return false;
        }
    }
}
