package io.plimsoll.center.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.Ssvc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingDocumentTest {
    private static final Cvss CVSS = new Cvss(9.1, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H", "ghsa");

    @Test
    void givesTheFindingBackThatItWasMadeOf() {
        Finding finding = finding(new Ssvc(Ssvc.Exploitation.ACTIVE, false, true));

        assertThat(FindingDocument.of(finding).finding()).isEqualTo(finding);
    }

    @Test
    void givesBackThatCisaHasNotWeighedIt() {
        assertThat(FindingDocument.of(finding(null)).finding().ssvc()).isNull();
    }

    private static Finding finding(@Nullable Ssvc ssvc) {
        return new Finding(
                "CVE-2019-10744",
                List.of("GHSA-x"),
                new SoftwarePackage(
                        "lodash",
                        "4.17.15",
                        PackageType.NPM,
                        "pkg:npm/lodash@4.17.15",
                        null,
                        "",
                        "/app/lodash/package.json",
                        Digest.of("layer".getBytes(StandardCharsets.UTF_8))),
                List.of("4.17.19"),
                FindingStatus.FIXED,
                Severity.CRITICAL,
                "the score of ghsa",
                CVSS,
                List.of(CVSS),
                List.of(new Finding.Rating("ghsa", Severity.CRITICAL)),
                true,
                0.5,
                ssvc,
                "Prototype pollution",
                "2019-07-26",
                "why");
    }
}
