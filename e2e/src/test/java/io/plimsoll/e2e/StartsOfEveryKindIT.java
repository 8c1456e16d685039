package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a container comes to start, it is judged and gated: by Compose, by both builders, by the engine itself at
/// its boot, and again.
@Tag("kernel")
@ExtendWith(SharedHost.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartsOfEveryKindIT {
    private static final String REFUSAL = "Plimsoll: refused by policy \"starts\", rule maximum-severity";
    private static final String DRIFTS = "cp /bin/busybox /tmp/echo; sleep 1000";

    private static GuardedHost host;
    private static CommandLine line;
    private static TestEngine engine;

    /// One container of the image that is refused later runs already.
    @BeforeAll
    static void refuseOneImageAndGateTheOther(SharedHost.Protected shared) {
        host = shared.host();
        line = shared.administrator();
        engine = host.engine();
        TestImage.TINY.importInto(engine, "starts/tiny");
        TestImage.NODE_APPLICATION.importInto(engine, "starts/web");
        line.scanned("starts/tiny");
        line.scanned("starts/web");
        detached("refused-later", "--restart=always", "--stop-signal=KILL", "starts/web", "sleep", "1000");
        line.apply("""
                kind: AssurancePolicy
                name: starts
                mode: enforce
                scope: {images: ["starts/*"]}
                checks: {unscanned: refuse, incomplete: refuse, maximum-severity: medium}
                ---
                kind: RuntimePolicy
                name: starts-gate
                mode: enforce
                scope: {images: ["starts/*"]}
                ---
                """ + scanWait("0s"));
    }

    private static String scanWait(String most) {
        return "{kind: HostPolicy, name: patience, when-enforcer-away: deny, scan-wait: " + most + "}";
    }

    @AfterAll
    static void leaveTheHostAsItWas() {
        line.apply(scanWait("10s"));
        engine.docker("rm", "--force", "refused-later", "comes-back", "again").outputOrFail();
    }

    @Test
    void composeStartsWhatIsAllowedAndIsToldWhyNotWhatIsRefused() {
        Path file = host.file("compose/docker-compose.yml", """
                version: "3"
                services:
                  web: {image: starts/web, command: echo started}
                  tiny: {image: starts/tiny, command: echo started}
                """);
        Command.Outcome allowed = compose(file, "up", "--no-color", "tiny");
        assertThat(allowed.outputOrFail()).contains("started");
        Command.Outcome refused = compose(file, "up", "--no-color", "web");
        assertThat(refused.succeeded()).as(refused.toString()).isFalse();
        assertThat(refused.toString()).contains(REFUSAL).contains("minimist 1.2.0");
        assertThat(refused.output()).doesNotContain("started");
        compose(file, "down").outputOrFail();
    }

    private static Command.Outcome compose(Path file, String... words) {
        return Command.of("docker-compose", "--file", file.toString())
                .with(words)
                .environment("DOCKER_HOST", "unix://" + engine.socket())
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "BuildKit"})
    void aBuildMayRunWhatItWritesAndIsWatched(String builder) {
        Command.Outcome built = build(builder, builder + "-allowed", """
                FROM starts/tiny
                RUN mkdir /own && cp /bin/busybox /own/echo && /own/echo built by $((40 + 2))
                RUN printf '#!/bin/sh\\necho from a script\\n' > /made && chmod +x /made && /made
                RUN /own/echo once more && /made
                """);
        assertThat(built.exit()).as(built.toString()).isZero();
        assertThat(built.toString())
                .contains("built by 42")
                .contains("from a script")
                .contains("once more");
        line.awaitEvent("exec.would-deny", "starts-gate");
        line.scanned("starts/" + builder.toLowerCase(Locale.ROOT) + "-allowed");
    }

    /// An image of the same layers under a name that no policy is about does not help: BuildKit's steps are known by
    /// their layers alone.
    @ParameterizedTest
    @ValueSource(strings = {"classic", "BuildKit"})
    void aBuildFromARefusedImageIsRefused(String builder) {
        for (String twin : List.of("twins/one", "twins/two", "twins/three")) {
            TestImage.NODE_APPLICATION.importInto(engine, twin);
            line.scanned(twin);
        }
        Command.Outcome refused = build(builder, "never", "FROM starts/web\nRUN echo built by $((40 + 2))\n");
        assertThat(refused.exit()).as(refused.toString()).isNotZero();
        assertThat(refused.toString()).contains(REFUSAL).doesNotContain("built by 42");
    }

    /// The steps after the first are made of images that nobody can have scanned: they count as their ancestor.
    @ParameterizedTest
    @ValueSource(strings = {"classic", "BuildKit"})
    void aBuildFromAnUnscannedImageIsRefusedUntilItIsScanned(String builder) {
        String name = "starts/fresh-" + builder.toLowerCase(Locale.ROOT);
        String file = "FROM " + name + "\nRUN echo one > /one\nRUN cat /one && echo built by $((40 + 2))\n";
        try (HeldScanner _ = HeldScanner.of(host)) {
            importUnseen(name);
            for (Command.Outcome refused :
                    new Command.Outcome[] {build(builder, "never", file), host.run(name, "echo", "started")}) {
                assertThat(refused.exit()).as(refused.toString()).isNotZero();
                assertThat(refused.toString())
                        .contains("Plimsoll: refused by policy \"starts\", rule unscanned: image " + name)
                        .contains("scan in progress")
                        .doesNotContain("built by 42");
            }
        }
        line.scanned(name);
        Command.Outcome built = build(builder, "built-" + builder, file);
        assertThat(built.toString()).contains("built by 42");
    }

    /// An image with a layer that no other image has: BuildKit's steps are known by their layers.
    private static void importUnseen(String name) {
        Path tar = engine.folder().resolve("unseen.tar");
        host.file("unseen", name);
        Command.of("cp", TestImage.TINY.rootTar().toString(), tar.toString())
                .run()
                .outputOrFail();
        Command.of("tar", "--append", "--file=" + tar, "--directory=" + engine.folder(), "unseen")
                .run()
                .outputOrFail();
        engine.docker("import", tar.toString(), name).outputOrFail();
    }

    private static Command.Outcome build(String builder, String name, String dockerfile) {
        host.file("context-" + name + "/Dockerfile", dockerfile);
        Path context = engine.folder().resolve("context-" + name);
        String tag = "starts/" + name.toLowerCase(Locale.ROOT);
        return builder.equals("classic")
                ? engine.docker("build", "--no-cache", "--tag", tag, context.toString())
                : engine.dockerCommand("build", "--no-cache", "--progress=plain", "--tag", tag, context.toString())
                        .environment("DOCKER_BUILDKIT", "1")
                        .run();
    }

    @Test
    void refusesDriftAlsoAfterARestartAndByExec() {
        detached("again", "starts/tiny", "sh", "-c", DRIFTS);
        assertDriftIsRefused("again");
        engine.docker("restart", "--time", "0", "again").outputOrFail();
        assertDriftIsRefused("again");
        engine.docker("stop", "--time", "0", "again").outputOrFail();
        engine.docker("start", "again").outputOrFail();
        assertDriftIsRefused("again");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void theEngineBootsAndBringsBackOnlyWhatIsAllowed() {
        detached("comes-back", "--restart=always", "--stop-signal=KILL", "starts/tiny", "sh", "-c", DRIFTS);
        assertDriftIsRefused("comes-back");
        assertThat(isRunning("refused-later")).isTrue();

        engine.restart();

        Wait.until("it is back", () -> isRunning("comes-back"));
        assertDriftIsRefused("comes-back");
        assertThat(isRunning("refused-later")).isFalse();
        Command.Outcome refused = engine.docker("start", "refused-later");
        assertThat(refused.errors()).contains(REFUSAL);
    }

    private static void detached(String name, String... words) {
        engine.dockerCommand("run", "--detach", "--name", name)
                .with(words)
                .run()
                .outputOrFail();
    }

    private static boolean isRunning(String name) {
        return engine.docker("inspect", "--format", "{{.State.Running}}", name)
                .outputOrFail()
                .equals("true");
    }

    /// Also sees that what the image holds can be executed, or a container that is gone would pass for a gated one.
    private static void assertDriftIsRefused(String container) {
        Wait.until(
                "the file was written",
                () -> engine.docker("exec", container, "test", "-x", "/tmp/echo")
                        .succeeded());
        Command.Outcome drift = engine.docker("exec", container, "/tmp/echo", "drifted");
        assertThat(drift.exit()).as(drift.toString()).isNotZero();
        assertThat(drift.output()).doesNotContain("drifted");
        assertThat(engine.docker("exec", container, "echo", "fine").outputOrFail())
                .isEqualTo("fine");
    }
}
