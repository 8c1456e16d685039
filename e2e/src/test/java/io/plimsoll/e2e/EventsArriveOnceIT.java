package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Refusals go on while the Center is killed again and again, once with its database, and frozen: in the end each is
/// in the trail, once, and the chain holds.
@Tag("kernel")
@ExtendWith(SharedHost.class)
class EventsArriveOnceIT {
    private static final int REFUSALS = 60;
    private static final int AT_ONCE = 3;
    private static final int KILLS = 2;

    private static GuardedHost host;
    private static CommandLine line;

    @BeforeAll
    static void refuseAnImage(SharedHost.Protected shared) {
        host = shared.host();
        line = shared.administrator();
        TestImage.TINY.importInto(host.engine(), "once/unwanted", "LABEL stage=dev");
        line.scanned("once/unwanted");
        line.apply("""
            kind: AssurancePolicy
            name: once
            mode: enforce
            scope: {images: ["once/*"]}
            checks: {forbidden-labels: {stage: dev}}
            """);
    }

    /// A build by BuildKit is judged as an image with its layers, and other tests build on the same ones.
    @AfterAll
    static void removeTheImage() {
        if (host != null) {
            host.engine().docker("rmi", "once/unwanted").outputOrFail();
        }
    }

    @Test
    void eachRefusalArrivesOnceAlthoughTheCenterIsKilledAndFrozen() {
        AtomicInteger done = new AtomicInteger();
        try (var starts = Executors.newFixedThreadPool(AT_ONCE)) {
            CompletableFuture<?>[] all = IntStream.rangeClosed(1, REFUSALS)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> assertRefused(name(number)), starts)
                            .thenRun(done::incrementAndGet))
                    .toArray(CompletableFuture<?>[]::new);
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitRefusals(done, kill * REFUSALS / 12);
                host.kill9(kill == KILLS ? new String[] {"database", "center"} : new String[] {"center"});
                awaitCenter();
            }
            awaitRefusals(done, REFUSALS / 2);
            host.signal("STOP", "center");
            awaitRefusals(done, REFUSALS * 5 / 6);
            host.signal("CONT", "center");
            CompletableFuture.allOf(all).join();
        }
        assertRefused("once-last");
        line.awaitEvent("container.start-refused", "once-last");

        List<String> arrived = line.events("container.start-refused").stream()
                .map(e -> e.at("/object/name").asString())
                .filter(n -> n.matches("once-\\d+"))
                .toList();
        assertThat(arrived)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, REFUSALS)
                        .mapToObj(EventsArriveOnceIT::name)
                        .toList());
        assertThat(line.verify().outputOrFail()).startsWith("Intact: ");
    }

    private static void assertRefused(String name) {
        Command.Outcome refused = host.engine().docker("run", "--rm", "--name", name, "once/unwanted", "true");
        assertThat(refused.errors()).contains("Plimsoll: refused by policy \"once\", rule forbidden-labels");
    }

    private static String name(int number) {
        return "once-" + number;
    }

    private static void awaitRefusals(AtomicInteger done, int count) {
        Wait.until(count + " starts were refused", () -> done.get() >= count);
    }

    /// The launcher starts what was killed.
    private static void awaitCenter() {
        Wait.until(
                "the Center is back",
                () -> host.isRunning("center") && line.run("get", "hosts").succeeded());
    }
}
