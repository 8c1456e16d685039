package io.plimsoll.cli.center;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.TestInstallation;
import io.plimsoll.testkit.FakeUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies that are kept in a file beside those of a Command Center, of which a server plays the one route.
class PoliciesInGitIT {
    private static final String STRICT = """
            # agreed in May
            kind: AssurancePolicy
            name: strict
            mode: enforce
            checks:
              unscanned: refuse
              maximum-severity: high
              runs-as-root: refuse
            """;
    private static final String HOST = "kind: HostPolicy\nname: host\nwhen-enforcer-away: deny\n";

    @TempDir
    static Path installation;

    private static Path programs;

    @TempDir
    Path folder;

    private FakeUpstream center;

    @BeforeAll
    static void install() throws Exception {
        programs = TestInstallation.in(installation);
    }

    @BeforeEach
    void prepare() throws Exception {
        center = FakeUpstream.startTls(folder);
        center.put(
                "/api/v1/policies",
                Center.JSON
                        .writeValueAsString(Map.of("items", List.of(policy("host", HOST), policy("strict", STRICT))))
                        .getBytes(UTF_8));
        Files.writeString(
                folder.resolve("session.json"),
                Center.JSON.writeValueAsString(new SavedSession(
                        center.url("").toString(), Files.readString(folder.resolve("ca.pem")), "t0ken")));
    }

    @AfterEach
    void close() {
        center.close();
    }

    private static Map<String, Object> policy(String name, String document) {
        return Map.of("name", name, "version", 17, "document", document);
    }

    @Test
    void whatComesFromTheCenterIsNoDifference() throws Exception {
        assertThat(plimsoll("get", "policies", "--format", "yaml")).isZero();
        assertThat(read("out")).isEqualTo(HOST + "---\n" + STRICT);
        Files.copy(folder.resolve("out"), folder.resolve("policies.yaml"));
        assertThat(plimsoll("diff", "-f", "policies.yaml")).isZero();
        assertThat(read("out")).isEmpty();
        assertThat(plimsoll("get", "hosts", "--format", "yaml")).isEqualTo(2);
        assertThat(read("out")).contains("only policies can be had as yaml");
    }

    @Test
    void tellsEveryLineThatApplyWouldChange() throws Exception {
        Files.writeString(folder.resolve("p.yaml"), STRICT.replace("maximum-severity: high", "maximum-severity: low"));
        assertThat(plimsoll("diff", "-f", "p.yaml")).isEqualTo(1);
        assertThat(read("out")).isEqualTo("""
                in force and not in p.yaml: host
                --- strict (version 17)
                +++ strict (p.yaml)
                @@ 3 lines are the same @@
                 mode: enforce
                 checks:
                   unscanned: refuse
                -  maximum-severity: high
                +  maximum-severity: low
                   runs-as-root: refuse
                """);
    }

    @Test
    void aNewPolicyIsAddedAsAWhole() throws Exception {
        Files.writeString(folder.resolve("p.yaml"), HOST + "---\n" + STRICT.replace("name: strict", "name: new"));
        assertThat(plimsoll("diff", "-f", "p.yaml")).isEqualTo(1);
        assertThat(read("out"))
                .contains("--- new (not in force)\n+++ new (p.yaml)\n+# agreed in May\n")
                .contains("in force and not in p.yaml: strict");
    }

    @Test
    void aFileWithAMistakeIsNotCompared() throws Exception {
        Files.writeString(folder.resolve("p.yaml"), "kind: HostPolicy\nname: host\nwhen-enforcer-away: maybe\n");
        assertThat(plimsoll("diff", "-f", "p.yaml")).isEqualTo(2);
        assertThat(read("out")).contains("line 3, column 1").contains("'maybe'");
        assertThat(center.requests()).isEmpty();
    }

    private int plimsoll(String... words) throws Exception {
        ProcessBuilder command = new ProcessBuilder(new ArrayList<>(List.of(words)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        command.command().addFirst(programs.resolve("plimsoll").toString());
        command.environment()
                .put("PLIMSOLL_SESSION", folder.resolve("session.json").toString());
        return command.start().waitFor();
    }

    private String read(String file) throws Exception {
        return Files.readString(folder.resolve(file));
    }
}
