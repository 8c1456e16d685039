package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void showsTheCommandsWhenNoneIsGiven() {
        CommandRun run = CommandRun.of();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Missing command").contains("report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "feed build", "audit verify", "exceptions add", "login", "report"})
    void explainsEveryCommandWhenAsked(String command) {
        CommandRun run = CommandRun.of((command + " --help").split(" "));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("Usage: plimsoll " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "frobnicate | frobnicate",
                "get | KIND",
                "get elephants | 'elephants' is not a kind; use one of audit-events",
                "report cis | 'cis' is not a catalogue; use pci",
                "login --server http://x | 'http://x' is not an address such as https://127.0.0.1:8443",
                "login --server https://127.0.0.1:1 --ca /nowhere/ca.crt | cannot read --ca /nowhere/ca.crt: there is no /nowhere/ca.crt",
                "apply -f /nowhere.yaml | cannot read /nowhere.yaml: there is no /nowhere.yaml",
                "scan dir:. --fail-on bad | --fail-on is negligible, low, medium, high or critical, not 'bad'",
                "scan dir:. --format xml | 'xml' is not a format; use table, json, sarif, junit,",
                "scan dir:. --format json --format html | only one --format can have no file of its own, not 2",
                "scan dir:. --platform linux/arm64 | --platform is for images of a registry (registry:NAME)",
                "sbom docker:x --plain-http | --plain-http is for images of a registry (registry:NAME)",
                "scan registry:x --platform arm64 | --platform: 'arm64' is not a platform such as linux/amd64",
                "scan registry:x --registry-user a | --registry-user and --registry-password-stdin go together",
                "scan registry:x --registry-ca /nowhere | cannot read --registry-ca /nowhere; it names a file of certificates",
                "scan registry:https://x/y | 'https://x/y' is an address; name the image without it",
                "scan registry: | 'registry:' names no NAME; use docker:NAME, registry:NAME,",
                "sbom registry:Shop/web | cannot scan registry:Shop/web: 'Shop/web' is not the name of a repository",
                "sbom /nowhere/shop.tar | There is no file '/nowhere/shop.tar' either.",
                "sbom registry:shop/web: | 'shop/web:' ends where its tag should be",
                "sbom dir:. --format html | 'html' is not a format of an inventory; use cyclonedx, spdx, spdx-3 or json",
                "sbom dir:. --files --format spdx | SPDX 2.3 asks for a SHA-1 of every file",
                "sbom sbom:x.json --files | --files is for images and folders; sbom:x.json is a bill of materials",
                "scan dir:. --exceptions /nowhere.yaml | cannot read --exceptions /nowhere.yaml: there is no /nowhere.yaml",
                "scan dir:. --exceptions / | cannot read --exceptions /: it is not a file",
                "exceptions add CVE-1 --reason known --until soon | --until is a day such as 2027-03-31, not 'soon'",
                "exceptions withdraw 1 | --reason",
                "label host h1 nonsense | 'nonsense' is neither KEY=VALUE nor KEY-",
                "audit verify --key /nowhere.pub --export /x | cannot read --key /nowhere.pub: there is no /nowhere.pub",
            })
    void answersWrongInputWithOneClearSentenceAndExitCodeTwo(String arguments, String expected) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void refusesAnApplyWithOneBadPolicyWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("p.yaml");
        java.nio.file.Files.writeString(file, """
                kind: HostPolicy
                name: host
                when-enforcer-away: deny
                ---
                kind: AssurancePolicy
                name: x
                mode: hard
                checks: {}
                """);
        CommandRun run = CommandRun.of("apply", "-f", file.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("policy 2")
                .contains("nothing was changed")
                .contains("'hard'");
    }
}
