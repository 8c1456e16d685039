package io.plimsoll.center.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.policy.Judgement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SevereNewsTest {
    private static final Finding HIGH = finding("CVE-1", "lodash", Severity.HIGH);

    @Test
    void isNothingWhereNothingChanged() {
        assertThat(SevereNews.of(assessment(Map.of()), List.of(), Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "finding, '',      fixed,    true",
        "finding, fixed,   '',       false",
        "severity, medium, high,     true",
        "severity, critical, high,   false",
        "kev, false,       true,     false",
    })
    void isWhatIsFoundOrBecomesSevere(String field, String before, String after, boolean isNews) {
        FindingChange change = new FindingChange(FindingDocument.of(HIGH), field, before, after);

        assertThat(SevereNews.of(assessment(Map.of()), List.of(change), Set.of()))
                .hasSize(isNews ? 1 : 0)
                .allSatisfy(news -> assertThat(news.isRaised()).isEqualTo(field.equals("severity")));
    }

    @Test
    void isNeitherALesserOneNorOneThatAnExceptionIsAbout() {
        FindingChange lesser = found(finding("CVE-2", "lodash", Severity.MEDIUM));

        assertThat(SevereNews.of(assessment(Map.of()), List.of(lesser), Set.of()))
                .isEmpty();
        assertThat(SevereNews.of(assessment(Map.of(0, new UUID(0, 0))), List.of(found(HIGH)), Set.of()))
                .isEmpty();
    }

    @Test
    void isNotWhatTheImageHadAtAnotherPlaceAndEachVulnerabilityIsItOnce() {
        List<FindingChange> changes = List.of(
                found(finding("CVE-3", "b", Severity.CRITICAL)),
                found(HIGH),
                found(finding("CVE-1", "a", Severity.HIGH)));

        assertThat(SevereNews.of(assessment(Map.of()), changes, Set.of("CVE-3")))
                .extracting(SevereNews::vulnerability)
                .containsExactly("CVE-1");
    }

    private static FindingChange found(Finding finding) {
        return new FindingChange(FindingDocument.of(finding), "finding", "", "fixed");
    }

    /// Of which [#HIGH] is the first finding.
    private static Assessment assessment(Map<Integer, UUID> accepted) {
        Assessment.Match match = new Assessment.Match(
                List.of(HIGH),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Instant.EPOCH,
                "sha256:1",
                Optional.of(Instant.EPOCH));
        return new Assessment(Optional.of(match), true, new Judgement.Admitted(), 1, accepted, accepted.size());
    }

    private static Finding finding(String id, String software, Severity severity) {
        return new Finding(
                id,
                List.of(),
                new SoftwarePackage(
                        software,
                        "1",
                        PackageType.NPM,
                        "pkg:npm/" + software + "@1",
                        null,
                        "",
                        "/app/package.json",
                        Digest.of("layer".getBytes(StandardCharsets.UTF_8))),
                List.of("2"),
                FindingStatus.FIXED,
                severity,
                "because",
                null,
                List.of(),
                List.of(),
                false,
                null,
                null,
                "title",
                "2019-07-26",
                "why");
    }
}
