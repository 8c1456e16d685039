package io.plimsoll.feeds.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.advisories.matching.NotAssessed;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.testkit.QualityTable;
import io.plimsoll.testkit.Reviewed;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Packages of one ecosystem and what somebody says of them.
///
/// @param ecosystem as the table names it
/// @param name where the labels are from
/// @param labels what must be found
/// @param noes how many cases say that nothing is to be found, for the table
/// @param denies whether the corpus would name such a finding if it were true; asked of those that no label names
record Corpus(
        String ecosystem, String name, Inventory inventory, List<Label> labels, int noes, Predicate<Finding> denies) {
    /// A corpus that names all there is to find in its packages.
    static Corpus complete(String ecosystem, String name, Inventory inventory, List<Label> labels) {
        long noes = inventory.packages().stream()
                .filter(one -> labels.stream().noneMatch(label -> label.isAbout(one)))
                .count();
        return new Corpus(ecosystem, name, inventory, labels, (int) noes, _ -> true);
    }

    /// @param found the labels that were met
    /// @param leftOut the labels that were not, for a reviewed reason
    /// @param missed those that were not without one
    /// @param reviewed findings that the corpus denies, for a reviewed reason
    /// @param wrong those without one
    /// @param notAssessed packages with labels that were not held against anything, but for those that are left out
    record Judgement(
            Corpus corpus,
            List<Label> found,
            List<Label> leftOut,
            List<Label> missed,
            List<Finding> reviewed,
            List<Finding> wrong,
            List<NotAssessed> notAssessed) {
        /// Nothing missed, nothing wrong, nothing that was not held against the bundle.
        void check() {
            assertThat(missed).as("missed: %s", this).isEmpty();
            assertThat(wrong)
                    .as("wrong: %s", this)
                    .extracting(one ->
                            one.software().name() + " " + one.software().version() + " " + one.id() + ": " + one.why())
                    .isEmpty();
            assertThat(notAssessed).as("not assessed: %s", this).isEmpty();
        }

        QualityTable.Line line() {
            return QualityTable.Line.of(
                    corpus.ecosystem,
                    corpus.name,
                    corpus.inventory.packages().size(),
                    corpus.noes,
                    found,
                    missed,
                    wrong,
                    reviewed,
                    leftOut);
        }

        @Override
        public String toString() {
            return corpus.ecosystem + ", " + corpus.name;
        }
    }

    Judgement judge(Bundle bundle, Reviewed reasons) {
        MatchReport matched = Matcher.match(inventory, bundle);
        List<Finding> findings = matched.findings();
        List<Label> notMet = labels.stream()
                .filter(label -> findings.stream().noneMatch(label::isMetBy))
                .toList();
        List<Label> leftOut =
                notMet.stream().filter(label -> isLeftOut(label, reasons)).toList();
        List<Finding> denied = findings.stream()
                .filter(finding -> labels.stream().noneMatch(label -> label.isMetBy(finding)))
                .filter(denies)
                .toList();
        List<Finding> reviewed =
                denied.stream().filter(finding -> isReviewed(finding, reasons)).toList();
        return new Judgement(
                this,
                without(labels, notMet),
                leftOut,
                without(notMet, leftOut),
                reviewed,
                without(denied, reviewed),
                matched.notAssessed().stream()
                        .filter(one -> leftOut.stream().noneMatch(label -> label.isAbout(one.software())))
                        .toList());
    }

    private boolean isLeftOut(Label label, Reviewed reasons) {
        return label.names().stream()
                .anyMatch(software -> isReviewed("left out", software, label.version(), label.ids().stream(), reasons));
    }

    private boolean isReviewed(Finding finding, Reviewed reasons) {
        SoftwarePackage software = finding.software();
        return isReviewed("reported", software.name(), software.version(), Label.idsOf(finding), reasons);
    }

    private boolean isReviewed(String what, String software, String version, Stream<String> ids, Reviewed reasons) {
        return ids.filter(id -> reasons.holds(what, name, ecosystem, software, version, id))
                        .count()
                > 0;
    }

    private static <T> List<T> without(List<T> all, List<T> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }
}
