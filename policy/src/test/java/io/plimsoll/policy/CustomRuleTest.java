package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Leak;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.policy.cel.CelType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomRuleTest {
    private static final Circumstances NOW = new Circumstances(LocalDate.parse("2026-11-29"), VersionOrder.UNKNOWN);
    private static final Digest LAYER = Digest.of(new byte[] {1});
    private static final SoftwarePackage OPENSSL = new SoftwarePackage(
                    "openssl", "3.0.11", PackageType.DEB, "pkg:deb/debian/openssl@3.0.11", null, "amd64", "/var", LAYER)
            .licensed(List.of("Apache-2.0"));

    private static String policy(String rules) {
        return "kind: AssurancePolicy\nname: own\nmode: enforce\nchecks:\n  custom-rules:\n" + rules;
    }

    private static String rule(String expression) {
        return policy(
                "    - name: it\n      expression: |-\n        " + expression + "\n      message: not this one\n");
    }

    private static List<String> reasons(String expression, ImageFacts image) {
        AssurancePolicy policy = (AssurancePolicy) PolicyDocument.parse(rule(expression));
        return Judge.judge(List.of(policy), image, NOW).violations().stream()
                .map(violation -> violation.rule() + ": " + violation.reason())
                .toList();
    }

    @Test
    void aRuleThatHoldsIsKeptAndOneThatDoesNotTellsItsMessage() {
        assertThat(reasons("packages.exists(p, p.name == 'openssl')", image())).isEmpty();
        assertThat(reasons("!packages.exists(p, p.name == 'openssl')", image()))
                .containsExactly("custom-rules/it: not this one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image.names == ['shop/web:1'] && image.labels.team == 'shop' && image.labels['team'] == 'shop'",
                "image.user == 'app' && !image.runsAsRoot && image.os == 'linux' && image.architecture == 'amd64'",
                "image.entrypoint == ['/x'] && image.command == ['-v'] && image.ports == ['80/tcp']",
                "image.variables == ['PATH'] && image.created.startsWith('2026') && image.healthcheck && image.complete",
                "image.distribution.id == 'debian' && image.distribution.version == '12' && has(image.distribution.name)",
                "image.layers.size() == 1 && image.layers[0].size == 10 && image.layers[0].createdBy == 'ADD'"
                        + " && !image.layers[0].base && image.layers[0].digest.startsWith('sha256:')",
                "packages.all(p, p.type == 'deb' && p.version == '3.0.11' && p.licences == ['Apache-2.0'])",
                "findings.size() == 2 && findings[0].id == 'CVE-1' && findings[0].score > 9.0 && findings[0].fixed",
                "findings[0].epss > 0.4 && findings[0].kev && findings[0].severity in ['critical', 'high']",
                "findings[0].aliases == ['GHSA-1'] && findings[0].fixedVersions == ['4'] && findings[0].published == '2026-01-01'",
                "findings[0].package.name == 'openssl' && findings[0].package.purl.contains('deb')"
                        + " && findings[0].package.path == '/var' && findings[0].package.type == 'deb'",
                "!has(findings[1].score) && !has(findings[1].epss) && !has(findings[1].published)",
                "leaks[0].rule == 'private-key' && leaks[0].severity == 'high' && leaks[0].path == '/k' && leaks[0].deleted"
                        + " && leaks[0].fingerprint == 'f'",
                "cardNumbers[0].issuer == 'visa' && cardNumbers[0].count == 3 && !cardNumbers[0].test && !cardNumbers[0].deleted"
                        + " && cardNumbers[0].path == '/c'",
                "riskyFiles[0].path == '/su' && riskyFiles[0].kind == 'setuid'",
            })
    void everyFactCanBeAskedFor(String expression) {
        assertThat(reasons(expression, image())).isEmpty();
    }

    @Test
    void theDocumentationNamesEveryFact() throws Exception {
        String documented = Files.readString(Path.of("../docs/policies.md"));
        List<String> names = new ArrayList<>();
        CustomRuleFacts.types().forEach((name, type) -> {
            names.add(name);
            collect(type, names);
        });
        assertThat(names)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }

    private static void collect(CelType type, List<String> names) {
        switch (type) {
            case CelType.Struct struct ->
                struct.fields().forEach((name, field) -> {
                    names.add(name);
                    collect(field.type(), names);
                });
            case CelType.ListOf(CelType element) -> collect(element, names);
            case CelType.MapOf _, CelType.Simple _ -> {}
        }
    }

    @Test
    void whatIsNotKnownIsUndecidedAndNeverPassed() {
        ImageFacts unknown =
                new ImageFacts(List.of("a:1"), ScanState.SCANNED, List.of(), false, Map.of(), List.of(), List.of());
        assertThat(reasons("leaks.size() == 0", unknown))
                .containsExactly(
                        "custom-rules/it: undecided: nobody looked for leaks, card numbers and risky files; scan"
                                + " the image again; not this one");
        assertThat(reasons("packages.all(p, p.name != 'x')", unknown))
                .singleElement()
                .asString()
                .contains("undecided: ");
        assertThat(reasons("image.user == 'app'", unknown))
                .singleElement()
                .asString()
                .contains("undecided: ");
        assertThat(reasons("image.labels.team == 'shop'", unknown))
                .containsExactly("custom-rules/it: undecided: there is no entry 'team'; not this one");
        assertThat(reasons("findings.all(f, f.epss < 0.5)", image()))
                .as("one of them decides")
                .containsExactly("custom-rules/it: not this one");
        assertThat(reasons("findings.all(f, f.epss < 0.6)", image()))
                .containsExactly("custom-rules/it: undecided: a finding has no EPSS; not this one");
    }

    @Test
    void anImageThatNobodyScannedIsNotAskedAbout() {
        assertThat(reasons("true", ImageFacts.notScanned(List.of(), ScanState.UNSCANNED)))
                .containsExactly("unscanned: the image has not been scanned");
    }

    @Test
    void whatTakesTooLongIsUndecided() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            many.add(finding("CVE-" + i, null, null));
        }
        assertThat(reasons(
                        "findings.all(f, findings.exists(g, g.id == f.id + 'x') || true) || findings.size() == 0",
                        image().withFindings(many)))
                .containsExactly(
                        "custom-rules/it: undecided: it takes more than 2000000 steps for this image; not this one");
    }

    @Test
    void mistakesAreToldWithTheirPlaceInTextAndExpression() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse(policy("""
                            - name: a
                              expression: packages.all(p, p.nam == "x")
                              message: m
                            - name: a
                              expression: "true"
                              message: m
                              masage: m
                            - name: b
                        """)))
                .satisfies(e -> assertThat(e.places())
                        .extracting(PolicyMistake::placed)
                        .containsExactlyInAnyOrder(
                                "line 7, column 7: 'expression', at line 1, column 19 of the expression: a package has no"
                                        + " 'nam'; it has licences, name, type, version",
                                "line 9, column 7: two custom rules are called 'a'",
                                "line 12, column 7: 'masage' is not known in entry 2 of 'custom-rules'",
                                "line 13, column 7: entry 3 of 'custom-rules' lacks 'message'",
                                "line 13, column 7: entry 3 of 'custom-rules' lacks 'expression'"));
    }

    @Test
    void travelsInTheSignedSnapshotAndComesBackTheSame() {
        Policy policy = PolicyDocument.parse(policy("""
                    - {name: a, expression: "image.user != ''", message: m}
                    - {name: b, expression: "leaks.size() == 0", message: n}
                """));
        assertThat(PolicyDocument.parse(PolicyDocument.write(policy))).isEqualTo(policy);
        PolicySnapshot snapshot = SnapshotDocument.of(1, List.of(policy));
        assertThat(SnapshotDocument.read(SnapshotDocument.write(snapshot))).isEqualTo(snapshot);
    }

    private static ImageFacts image() {
        Inventory inventory = new Inventory(
                Inventory.FORMAT,
                "test",
                Digest.of(new byte[] {2}),
                List.of("shop/web:1"),
                new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"),
                new ImageConfiguration(
                        "amd64",
                        "linux",
                        "app",
                        List.of("/x"),
                        List.of("-v"),
                        List.of("80/tcp"),
                        List.of("PATH"),
                        Map.of("team", "shop"),
                        "2026-11-01T00:00:00Z",
                        true),
                List.of(new Layer(LAYER, 10, "ADD")),
                List.of(OPENSSL),
                List.of(),
                0,
                new SensitiveContent(
                        List.of(new Leak("private-key", Severity.HIGH, "/k", LAYER, 1, "****", "f", true)),
                        List.of(new CardNumbers("/c", LAYER, "visa", 3, List.of(), false, false)),
                        List.of(new RiskyFile("/su", LAYER, RiskyFile.Kind.SETUID, 04755))),
                List.of());
        return ImageFacts.scanned(
                inventory.names(),
                inventory,
                List.of(finding("CVE-1", 9.8, 0.5), finding("CVE-2", null, null)),
                List.of(),
                ImageContext.UNKNOWN);
    }

    private static Finding finding(String id, @Nullable Double score, @Nullable Double epss) {
        return new Finding(
                id,
                List.of("GHSA-1"),
                OPENSSL,
                score == null ? List.of() : List.of("4"),
                score == null ? FindingStatus.AFFECTED : FindingStatus.FIXED,
                score == null ? Severity.UNKNOWN : Severity.CRITICAL,
                score == null ? null : new Cvss(score, "v", "nvd"),
                score != null,
                epss,
                "",
                score == null ? "" : "2026-01-01",
                "");
    }
}
