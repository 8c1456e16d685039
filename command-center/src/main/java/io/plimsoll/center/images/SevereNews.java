package io.plimsoll.center.images;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A vulnerability that another bundle says of an image to be critical or high, and the bundle before did not. What an
/// exception is about is no news.
///
/// @param severity a word
/// @param isRaised whether the image was known to have it, as a lesser one
public record SevereNews(String vulnerability, String title, String severity, boolean isRaised) {
    private static final Set<String> SEVERE = Set.of("critical", "high");

    /// Each vulnerability once, in the order of their ids.
    ///
    /// @param changes of the findings of one image
    /// @param known what it had before too, perhaps at another place
    static Collection<SevereNews> of(Assessment assessment, List<FindingChange> changes, Set<String> known) {
        Set<FindingChange.Subject> accepted = accepted(assessment);
        Map<String, SevereNews> news = new TreeMap<>();
        for (FindingChange change : changes) {
            FindingDocument finding = change.finding();
            boolean isFound =
                    change.field().equals("finding") && change.before().isEmpty();
            boolean isRaised = change.field().equals("severity") && !SEVERE.contains(change.before());
            if (((isFound && !known.contains(finding.id())) || isRaised)
                    && SEVERE.contains(finding.severity())
                    && !accepted.contains(FindingChange.Subject.of(finding))) {
                news.putIfAbsent(
                        finding.id(), new SevereNews(finding.id(), finding.title(), finding.severity(), isRaised));
            }
        }
        return news.values();
    }

    private static Set<FindingChange.Subject> accepted(Assessment assessment) {
        return assessment.match().stream()
                .flatMap(match -> assessment.accepted().keySet().stream()
                        .map(place -> match.findings().get(place)))
                .map(finding -> FindingChange.Subject.of(FindingDocument.of(finding)))
                .collect(Collectors.toSet());
    }
}
