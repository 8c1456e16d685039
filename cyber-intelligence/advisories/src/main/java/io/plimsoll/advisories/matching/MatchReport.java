package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.model.Finding;
import java.util.List;

/// What came out of one match. Only where `notAssessed` is empty do the findings speak for all software that somebody
/// publishes advisories about; what is `unadvised` they never speak for.
///
/// @param findings worst first, then by package, id and path
/// @param notAssessed in the order of the inventory
/// @param unadvised packages of kinds without a source of advisories: those of Conda and software without a package,
///     unless the bundle has one after all; in the order of the inventory
/// @param notes sentences for people about what the bundle cannot know, such as that a source knows only fixes
/// @param bundle which the answer came from
public record MatchReport(
        List<Finding> findings,
        List<NotAssessed> notAssessed,
        List<NotAssessed> unadvised,
        List<String> notes,
        BundleIdentity bundle) {
    public MatchReport {
        findings = List.copyOf(findings);
        notAssessed = List.copyOf(notAssessed);
        unadvised = List.copyOf(unadvised);
        notes = List.copyOf(notes);
    }

    public boolean isComplete() {
        return notAssessed.isEmpty();
    }
}
