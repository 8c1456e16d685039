package io.plimsoll.policy;

import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzIT {
    @Test
    void aHostileDocumentIsReadOrRefusedWithItsMistakes() throws IOException {
        Fuzzing.run(
                DocumentTarget.class,
                10_000,
                Map.of(
                        "assurance",
                        DocumentTarget.input(0, """
                                kind: AssurancePolicy
                                name: production
                                mode: enforce
                                scope: {images: ["shop/*"]}
                                checks:
                                  unscanned: refuse
                                  maximum-severity: {allowed: medium, only-fixed: true}
                                """),
                        "runtime",
                        DocumentTarget.input(0, "kind: RuntimePolicy\nname: a\nmode: audit\n"),
                        "exceptions",
                        DocumentTarget.input(1, """
                                exceptions:
                                  - id: CVE-2020-8203
                                    scope: {package: lodash, path: "/app/*", image: "shop/*"}
                                    reason: known
                                    expiry: 2027-03-31
                                """),
                        "snapshot",
                        DocumentTarget.input(
                                3,
                                new String(
                                        SnapshotDocument.write(
                                                SnapshotDocument.of(7, List.of(PolicyDocument.parse("""
                                                        kind: AssurancePolicy
                                                        name: production
                                                        mode: enforce
                                                        checks: {unscanned: refuse}
                                                        """)))),
                                        StandardCharsets.UTF_8)),
                        "openvex",
                        DocumentTarget.input(2, """
                                {"@context": "https://openvex.dev/ns/v0.2.0", "statements": [
                                 {"vulnerability": {"name": "CVE-1", "aliases": ["G"]}, "status": "fixed",
                                  "products": [{"@id": "pkg:npm/a@1", "subcomponents": [{"@id": "pkg:npm/b"}]}]}]}
                                """),
                        "cyclonedx",
                        DocumentTarget.input(2, """
                                {"bomFormat": "CycloneDX", "components": [{"bom-ref": "a", "purl": "pkg:npm/a"}],
                                 "vulnerabilities": [{"id": "CVE-1", "affects": [{"ref": "a"}],
                                  "analysis": {"state": "resolved"}}]}
                                """)));
    }
}
