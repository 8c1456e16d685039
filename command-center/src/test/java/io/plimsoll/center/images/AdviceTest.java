package io.plimsoll.center.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final Digest BASE = Digest.of(new byte[] {1});
    private static final Digest OURS = Digest.of(new byte[] {2});
    private static final List<Layer> LAYERS = List.of(new Layer(BASE, 1, "", true), new Layer(OURS, 1, "", false));

    @Test
    void advisesNothingWhereNothingIsFound() {
        assertThat(Advice.of(List.of(), List.of()))
                .isEqualTo(new Advice(new Advice.Count(0, 0), new Advice.Count(0, 0), List.of(), 0));
    }

    @Test
    void putsTheUpdateFirstThatRemovesTheWorstAndNamesTheLowestVersionThatMendsAll() {
        Advice advice = Advice.of(
                List.of(
                        finding("CVE-1", "lodash", "4.17.9", OURS, Severity.LOW, "4.17.11"),
                        finding("CVE-2", "zlib", "1.0.0", BASE, Severity.CRITICAL, "2.0.1", "1.2.10"),
                        finding("CVE-3", "zlib", "1.0.0", BASE, Severity.HIGH, "1.2.9"),
                        finding("CVE-4", "bash", "5.0.0", BASE, Severity.CRITICAL)),
                LAYERS);
        assertThat(advice.all()).isEqualTo(new Advice.Count(4, 3));
        assertThat(advice.inBase()).isEqualTo(new Advice.Count(3, 3));
        assertThat(advice.updates())
                .containsExactly(
                        new Advice.Update("zlib", "1.0.0", "npm", "1.2.10", new Advice.Count(2, 2), true),
                        new Advice.Update("lodash", "4.17.9", "npm", "4.17.11", new Advice.Count(1, 0), false));
    }

    @Test
    void countsThePackagesThatAreNotTold() {
        List<Finding> many = IntStream.range(0, 13)
                .mapToObj(i -> finding("CVE-" + i, "package-" + i, "1.0.0", OURS, Severity.LOW, "1.0.1"))
                .toList();
        Advice advice = Advice.of(many, LAYERS);
        assertThat(advice.updates()).hasSize(10);
        assertThat(advice.moreUpdates()).isEqualTo(3);
    }

    @Test
    void namesApprovedBasesOnlyIfTheyHaveLess() {
        Advice advice = Advice.of(List.of(finding("CVE-1", "zlib", "1.0.0", BASE, Severity.HIGH)), LAYERS);
        AdviceView.BaseView better = new AdviceView.BaseView("a", "base:2", new Advice.Count(5, 0));
        AdviceView.BaseView alike = new AdviceView.BaseView("b", "base:1", new Advice.Count(1, 1));
        assertThat(AdviceView.of(advice, List.of(better, alike)).bases()).containsExactly(better);
    }

    private static Finding finding(
            String id, String name, String version, Digest layer, Severity severity, String... fixed) {
        return new Finding(
                id,
                List.of(),
                new SoftwarePackage(name, version, PackageType.NPM, "pkg:npm/" + name, null, "", "/app", layer),
                List.of(fixed),
                fixed.length == 0 ? FindingStatus.AFFECTED : FindingStatus.FIXED,
                severity,
                null,
                false,
                null,
                "",
                "",
                "");
    }
}
