package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.UbuntuPro;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleChange;
import io.plimsoll.advisories.versions.VersionScheme;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a new bundle changes for packages that were matched with the one before, each version asked once however often
/// it is installed. Both bundles stay open as long as it is used, and one thread uses it.
public final class Rematch {
    private final Bundle before;
    private final Bundle after;
    private final Lookup lookupBefore;
    private final Lookup lookupAfter;
    private final BundleChange change;

    public Rematch(Bundle before, Bundle after) {
        this.before = before;
        this.after = after;
        this.lookupBefore = new Lookup(before);
        this.lookupAfter = new Lookup(after);
        this.change = BundleChange.between(before, after);
    }

    public BundleChange change() {
        return change;
    }

    /// Whether anything that a finding shows about this version is another one. A Java archive without group may be any
    /// of several packages, so it always is.
    public boolean answersOtherwise(LookupName lookup) {
        String name = lookup.name();
        String version = lookup.version();
        if (name == null || version == null) {
            return false;
        }
        Subject.@Nullable Known subject = VersionScheme.ofEcosystem(lookup.ecosystem())
                .map(scheme -> new Subject.Known(new AdvisedPackage(lookup.ecosystem(), name), version, scheme, ""))
                .orElse(null);
        return subject != null
                && (subject.lacksGroup()
                        || !answers(before, lookupBefore, subject).equals(answers(after, lookupAfter, subject)));
    }

    private record Found(Evidence evidence, Advisory advisory) {}

    private static Map<String, Found> answers(Bundle bundle, Lookup lookup, Subject.Known subject) {
        Map<String, Found> answers = new LinkedHashMap<>();
        lookup.against(subject)
                .forEach((id, evidence) -> answers.put(
                        id,
                        new Found(evidence, bundle.advisory(id).orElseThrow().withoutProbability())));
        return answers;
    }

    /// Vulnerabilities about which something is said of a package that the bundle before was silent about. Where
    /// a distribution packs a library of a language ecosystem, its word counts and the ecosystem's does not: a
    /// finding of such a library goes when the distribution speaks.
    public Set<String> newlyAnswered() {
        Set<String> ids = new HashSet<>();
        for (AdvisedPackage advised : change.packages()) {
            Set<String> now = ids(lookupAfter.statementsAbout(advised));
            now.removeAll(ids(lookupBefore.statementsAbout(advised)));
            ids.addAll(now);
        }
        return ids;
    }

    /// Packages about which less is said than before: a finding of a library that was kept back may come.
    public Set<AdvisedPackage> noLongerAnswering() {
        return change.packages().stream()
                .filter(advised -> !ids(lookupAfter.statementsAbout(advised))
                        .containsAll(ids(lookupBefore.statementsAbout(advised))))
                .map(UbuntuPro::installed)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> ids(List<Statement> statements) {
        return statements.stream().map(Statement::advisoryId).collect(Collectors.toCollection(HashSet::new));
    }
}
