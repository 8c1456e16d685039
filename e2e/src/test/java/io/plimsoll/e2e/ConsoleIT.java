package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SourceTree;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A real browser at the console of a real Center, with what a real host has. The tests of the browser are the
/// console's own, `console/test/tour`.
@Tag("kernel")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {
    private static final Pattern ONE_TIME_PASSWORD = Pattern.compile("Password +(\\S+) ");
    private static final Path CONSOLE = SourceTree.ROOT.resolve("console");

    private static GuardedHost host;
    private static String password;

    @BeforeAll
    static void startAHostWithImagesAndContainers() {
        host = GuardedHost.start();
        TestEngine engine = host.engine();
        TestImage.NODE_APPLICATION.importInto(engine, "shop/web:1.4", "USER app", "LABEL team=shop");
        TestImage.JAVA_APPLICATION.importInto(engine, "shop/orders:2.0", "LABEL team=shop");
        TestImage.DEBIAN_OLD.importInto(engine, "shop/reports:7");
        TestImage.TINY.importInto(engine, "tools/cron:3", "USER app");
        for (String name : List.of("web", "orders", "cron")) {
            String image =
                    name.equals("cron") ? "tools/cron:3" : name.equals("web") ? "shop/web:1.4" : "shop/orders:2.0";
            engine.docker("run", "--detach", "--stop-signal=KILL", "--name", "shop-" + name, image, "sleep", "1000")
                    .outputOrFail();
        }
        Matcher printed = ONE_TIME_PASSWORD.matcher(host.up());
        assertThat(printed.find()).isTrue();
        password = printed.group(1);
    }

    @AfterAll
    static void close() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    @Order(1)
    void theOneTimePasswordOpensNothingBeforeItIsChanged() {
        browse("first-login", Map.of("PLIMSOLL_PASSWORD", password, "PLIMSOLL_NEW_PASSWORD", GuardedHost.PASSWORD));
    }

    @Test
    @Order(2)
    void everyScreenShowsWhatTheHostHasAndARefusalAsItHappens() {
        CommandLine line = CommandLine.ofAdministrator(host);
        List.of("shop/web:1.4", "shop/orders:2.0", "shop/reports:7", "tools/cron:3")
                .forEach(line::scanned);
        line.apply("""
                kind: AssurancePolicy
                name: card-data
                description: images of the shop
                mode: enforce
                scope: {images: ["shop/*"]}
                checks: {unscanned: refuse, maximum-severity: medium}
                ---
                kind: RuntimePolicy
                name: no-drift
                mode: enforce
                """);
        String id = line.hostId();
        line.run("label", "host", id, "pci-scope=cde", "purpose=web shop", "owner=shop team")
                .outputOrFail();
        host.run("shop/reports:7", "true");
        host.run("tools/cron:3", "sh", "-c", "cp /bin/busybox /tmp/echo && /tmp/echo drifted");
        line.awaitEvent("container.start-refused", "shop/reports:7");
        line.awaitEvent("exec.denied", "no-drift");
        browse("tour.test", Map.of("PLIMSOLL_PASSWORD", GuardedHost.PASSWORD, "PLIMSOLL_REFUSAL", """
                name=refused-while-watched
                docker run --rm --name $name shop/web:1.4 true 2> /dev/null || echo $name"""));
    }

    /// Runs tests of the console in the network of the host.
    private static void browse(String tests, Map<String, String> environment) {
        List<String> words = new ArrayList<>(
                List.of("env", "DOCKER_HOST=unix://" + host.engine().socket()));
        words.add("PLIMSOLL_URL=" + GuardedHost.CENTER);
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("npm", "run", "--silent", "tour", "--", tests));
        Command.Outcome outcome = host.engine()
                .inNetwork(words.toArray(String[]::new))
                .in(CONSOLE)
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
    }
}
