package io.plimsoll.cli.scan;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageFile;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.Ssvc;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.Violation;
import io.plimsoll.policy.WaivedContent;
import io.plimsoll.policy.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// A scan of a small image in which one package has a name that means harm.
final class SampleReport {
    static final Digest LAYER = Digest.of(new byte[] {1});
    static final SoftwarePackage LODASH = new SoftwarePackage(
            "lodash",
            "4.17.15",
            PackageType.NPM,
            "pkg:npm/lodash@4.17.15",
            null,
            "",
            "/app/node_modules/lodash/package.json",
            LAYER);
    static final SoftwarePackage EVIL = new SoftwarePackage(
            "evil\u001b[2J\u202e<b>", "1", PackageType.NPM, "pkg:npm/evil@1", null, "", "/app/=cmd|x", LAYER);
    static final UsedBundle BUNDLE = new UsedBundle(
            "sha256:b", Instant.parse("2026-11-01T00:00:00Z"), List.of("npm"), List.of("knows only fixes"));
    static final Instant AT = Instant.parse("2026-11-02T10:20:30.5Z");

    private SampleReport() {}

    static ScanReport withoutBundle() {
        return new ScanReport(
                "dir:/x",
                AT,
                inventory(List.of()),
                List.of(),
                Set.of(),
                List.of(),
                WaivedContent.NONE,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    static ScanReport report(List<Gap> gaps) {
        return report(gaps, Mode.FAIL_PIPELINE);
    }

    /// @param mode of the policy that is broken
    static ScanReport report(List<Gap> gaps, Mode mode) {
        Finding worst = finding("CVE-2019-10744", LODASH, 9.1, true);
        return new ScanReport(
                "docker:shop/web:1",
                AT,
                inventory(gaps),
                List.of(finding("CVE-2020-1", EVIL, 5.3, false), worst),
                mode.failsPipelines() ? Set.of(worst) : Set.of(),
                List.of(),
                WaivedContent.NONE,
                List.of(),
                List.of(new Violation("default", mode, "maximum-severity", "CVE-2019-10744 (critical)")),
                List.of("3 findings without a fix left out"),
                BUNDLE);
    }

    /// The sample with one more finding, which an exception is about.
    static ScanReport suppressing() {
        return suppressing(new Waiver(
                "CVE-2026-7", "*", "*", Scope.ALL, "nobody <reaches> it", LocalDate.parse("2027-03-31"), "alice"));
    }

    static ScanReport suppressing(Suppression suppression) {
        ScanReport sample = report(List.of());
        return new ScanReport(
                sample.reference(),
                sample.at(),
                sample.inventory(),
                sample.findings(),
                sample.violating(),
                List.of(new SuppressedFinding(finding("CVE-2026-7", LODASH, 9.9, false), suppression)),
                WaivedContent.NONE,
                sample.notAssessed(),
                sample.violations(),
                List.of(),
                sample.bundle());
    }

    static Inventory inventory(List<Gap> gaps) {
        return new Inventory(
                Inventory.FORMAT,
                "test",
                Digest.of(new byte[] {2}),
                List.of("shop/web:1"),
                new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"),
                null,
                List.of(new Layer(LAYER, 10, "ADD")),
                List.of(LODASH, EVIL),
                List.of(new Executable("/bin/x", LAYER, 3, 0755, LAYER, "")),
                gaps);
    }

    /// The same inventory, with all its files.
    static Inventory withFiles() {
        Inventory sample = inventory(List.of());
        return new Inventory(
                sample.format(),
                sample.scanner(),
                sample.imageId(),
                sample.names(),
                sample.distribution(),
                sample.configuration(),
                sample.layers(),
                sample.packages(),
                sample.executables(),
                sample.unknownExecutables(),
                sample.sensitive(),
                List.of(new ImageFile("/app/node_modules/lodash/a.js", List.of(0)), new ImageFile("/bin/x", List.of())),
                sample.gaps());
    }

    static Finding finding(String id, SoftwarePackage software, double score, boolean kev) {
        Cvss cvss = new Cvss(score, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H", "ghsa");
        return new Finding(
                id,
                List.of("GHSA-x"),
                software,
                List.of("4.17.19", "4.18.0"),
                FindingStatus.FIXED,
                Severity.ofScore(score),
                "",
                cvss,
                List.of(cvss),
                List.of(),
                kev,
                0.5,
                new Ssvc(Ssvc.Exploitation.POC, true, false),
                "Prototype pollution",
                "2019-07-26",
                "npm lodash <4.17.19 (ghsa), installed 4.17.15");
    }
}
