package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SourceTree;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One exception counts alike wherever the image is judged: at the Command Center, in a pipeline's scan against it, at
/// the host's engine and in the PCI report. Its end changes all of that back. Each is first seen without it.
@Tag("kernel")
@ExtendWith(SharedHost.class)
class AcceptedEverywhereIT {
    private static final String IMAGE = "accepted/web:1";
    private static final String RUNNING = "accepted-runs";
    private static final String REASON = "is switched off soon";
    private static final Pattern ACCEPTED =
            Pattern.compile("findings in running images, (\\d+) of them accepted by exceptions");
    private static final String POLICY = """
            kind: AssurancePolicy
            name: accepted-everywhere
            mode: enforce
            scope: {images: ["accepted/*"]}
            checks: {maximum-severity: medium}
            """;

    private static GuardedHost host;
    private static CommandLine line;

    @BeforeAll
    static void scanAnImageThatThePolicyRefuses(SharedHost.Protected shared) {
        host = shared.host();
        line = shared.administrator();
        TestImage.NODE_APPLICATION.importInto(host.engine(), IMAGE, "LABEL made=for-exceptions");
        line.apply(POLICY);
        line.scanned(IMAGE);
    }

    /// Or a build step of another test would be judged as this image, which has the very same layers.
    @AfterAll
    static void leaveNoImage() {
        host.engine().docker("rm", "--force", RUNNING);
        host.engine().docker("rmi", "--force", IMAGE).outputOrFail();
    }

    @Test
    void oneExceptionCountsForCenterPipelineEngineAndReport() {
        assertRefused();

        String until = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
        String added =
                changed("exceptions", "add", "image", "--image", "accepted/*", "--reason", REASON, "--until", until);
        assertThat(added).contains(": in-force until " + until);
        String id = added.substring(0, added.indexOf(':'));
        awaitVerdict("admitted");
        Command.Outcome scan = scan();
        assertThat(scan.exit()).as(scan.toString()).isZero();
        assertThat(scan.output()).contains(REASON);
        assertThat(host.run(IMAGE, "echo", "started").outputOrFail()).contains("started");
        host.engine()
                .docker("run", "--detach", "--name", RUNNING, IMAGE, "sleep", "1000")
                .outputOrFail();
        Wait.until("the report counts what is accepted", () -> acceptedInReport() > 0);
        assertThat(line.list("exceptions")).singleElement().satisfies(each -> {
            assertThat(each.path("author").asString()).isEqualTo("admin");
            assertThat(each.path("images").asInt()).isEqualTo(1);
        });

        assertThat(changed("exceptions", "withdraw", id, "--reason", "it stays on"))
                .contains(": withdrawn");
        assertRefused();
    }

    @Test
    void packagesAndVulnerabilitiesOfAllImagesAreFoundByWords() {
        Wait.until(
                "the counts hold the package",
                () -> line.run("get", "packages", "--query", "lodash 4.17.15")
                        .outputOrFail()
                        .matches("(?s)NAME +VERSION.*\nlodash +4\\.17\\.15 +npm +[1-9].*"));
        assertThat(line.run("get", "vulnerabilities", "--query", "CVE-2021-23337")
                        .outputOrFail())
                .matches("(?s)ID +SEVERITY.*\nCVE-2021-23337 +high .*");
        assertThat(line.run("get", "packages", "--query", "no-such-package").outputOrFail())
                .doesNotContain("npm");
        assertThat(line.run("get", "users", "--query", "admin").errors())
                .contains("users are few and not searched; leave out --query");
    }

    private static void assertRefused() {
        awaitVerdict("refused");
        Command.Outcome scan = scan();
        assertThat(scan.exit()).as(scan.toString()).isEqualTo(1);
        assertThat(scan.output()).doesNotContain(REASON);
        Command.Outcome run = host.run(IMAGE, "echo", "started");
        assertThat(run.succeeded()).as(run.toString()).isFalse();
        assertThat(run.errors()).contains("refused by policy \"accepted-everywhere\"");
        assertThat(acceptedInReport()).isZero();
    }

    private static void awaitVerdict(String verdict) {
        Wait.until(
                "the Center's verdict is " + verdict,
                () -> line.scanned(IMAGE).path("verdict").asString().equals(verdict));
    }

    /// Sends a change of the exceptions and waits until the host has it.
    private static String changed(String... command) {
        long before = snapshotVersion();
        String answer = line.run(command).outputOrFail();
        Wait.until("the Enforcer has the next policies", () -> snapshotVersion() > before);
        return answer;
    }

    private static long snapshotVersion() {
        return line.page("enforcers")
                .mapToLong(e -> e.path("snapshotVersion").asLong())
                .max()
                .orElseThrow();
    }

    /// As a pipeline does it: with the bundle of the Center, and the policy from a repository.
    private static Command.Outcome scan() {
        String policy = host.file("accepted-policy.yaml", POLICY).toString();
        String key = SourceTree.ROOT.resolve("dist/share/sample-feed.pub").toString();
        return line.run("scan", "docker:" + IMAGE, "--feed", "center", "--feed-key", key, "--policy", policy);
    }

    /// How many critical and high findings in running images the PCI report calls accepted.
    private static int acceptedInReport() {
        Matcher said =
                ACCEPTED.matcher(line.run("report", "pci", "--format", "json").outputOrFail());
        assertThat(said.find()).as("the report says how many are accepted").isTrue();
        return Integer.parseInt(said.group(1));
    }
}
