package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.CommandRun;
import io.plimsoll.cli.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the examples of `docs/pipelines.md` with the command line in processes of their own.
class PipelineExamplesIT {
    private static final Pattern REPORT = Pattern.compile("--format \\w+=(\\S+)");

    @TempDir
    static Path installation;

    private static Path programs;
    private static Path bundle;

    @TempDir
    Path workspace;

    @BeforeAll
    static void install() throws IOException {
        programs = TestInstallation.in(installation);
        bundle = installation.resolve("feed.bundle");
        CommandRun built = CommandRun.of(
                "feed",
                "build",
                "--from",
                "../cyber-intelligence/feeds/src/dist/sample-feed",
                "--key",
                installation.resolve("feed.key").toString(),
                "--output",
                bundle.toString());
        assertThat(built.exit()).as(built.err()).isZero();
    }

    @Test
    void thereIsAnExampleForEachSystem() throws IOException {
        assertThat(PipelineExamples.commands().keySet())
                .contains("Jenkins", "TeamCity", "GitLab CI", "GitHub Actions")
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jenkins", "TeamCity", "GitLab CI", "GitHub Actions"})
    void failsOnABrokenRuleAndPassesWithoutAndEndsWithTwoWhenItCannotBeDone(String system) throws Exception {
        String commands = PipelineExamples.of(system);
        List<Path> reports = REPORT.matcher(commands)
                .results()
                .map(r -> workspace.resolve(r.group(1)))
                .toList();
        assertThat(reports).isNotEmpty();

        sample("4.17.15");
        assertThat(exitCode(commands)).isEqualTo(1);
        assertThat(reports).allSatisfy(r -> assertThat(r).content().contains("CVE-2020-8203"));

        sample("4.17.21");
        assertThat(exitCode(commands)).isZero();
        assertThat(reports).allSatisfy(r -> assertThat(r).content().doesNotContain("CVE-2020-8203"));

        Files.delete(workspace.resolve("feed.bundle"));
        assertThat(exitCode(commands)).isEqualTo(2);
        assertThat(reports).allSatisfy(r -> assertThat(r).doesNotExist());
    }

    @Test
    void theShellGoesOnAfterABrokenRuleButNotWithoutKnowledge() throws Exception {
        String commands = PipelineExamples.of("Warn about broken rules, fail on what is not known");
        sample("4.17.15");
        assertThat(exitCode(commands)).isZero();
        assertThat(workspace.resolve("out")).content().contains("a rule is broken; this build goes on");
        Files.delete(workspace.resolve("feed.bundle"));
        assertThat(exitCode(commands)).isEqualTo(2);
    }

    @Test
    void theExceptionOfTheFolderCountsWithoutBeingNamed() throws Exception {
        sample("4.17.15");
        Files.writeString(workspace.resolve(".plimsoll/exceptions.yaml"), """
                exceptions:
                  - {id: CVE-2020-8203, reason: known, expiry: 2999-12-31}
                  - {id: CVE-2021-23337, scope: {package: lodash}, reason: known too, expiry: 2999-12-31}
                """);
        assertThat(exitCode(PipelineExamples.of("TeamCity"))).isZero();
        assertThat(workspace.resolve("out"))
                .content()
                .contains("2 findings suppressed by exceptions")
                .contains("suppressed: known too (until 2999-12-31)");
    }

    private void sample(String lodash) throws IOException {
        Path module = Files.createDirectories(workspace.resolve("app/node_modules/lodash"));
        Files.writeString(module.resolve("package.json"), "{\"name\":\"lodash\",\"version\":\"" + lodash + "\"}");
        Files.createDirectories(workspace.resolve(".plimsoll"));
        Files.writeString(workspace.resolve(".plimsoll/policy.yaml"), """
                kind: AssurancePolicy
                name: strict
                mode: enforce
                checks:
                  maximum-severity: medium
                """);
        for (String file : List.of("feed.bundle", "feed.key.pub")) {
            Files.write(workspace.resolve(file), Files.readAllBytes(installation.resolve(file)));
        }
    }

    private int exitCode(String commands) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", commands)
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(workspace.resolve("out").toFile());
        shell.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        shell.environment().put("IMAGE", "dir:app");
        shell.environment().put("XDG_CONFIG_HOME", workspace.resolve("config").toString());
        return shell.start().waitFor();
    }
}
