package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.UbuntuPro;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.model.FindingStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the bundle about packages, each only once.
final class Lookup {
    private static final String MAVEN = "Maven";

    private final Bundle bundle;
    private final Map<AdvisedPackage, List<Statement>> known = new HashMap<>();
    private final Map<String, List<String>> groupedNames = new HashMap<>();

    Lookup(Bundle bundle) {
        this.bundle = bundle;
    }

    List<Statement> statementsAbout(AdvisedPackage advised) {
        return known.computeIfAbsent(advised, bundle::statementsAbout);
    }

    /// What is said of the package, by the extended maintenance of its release as well.
    List<Statement> everythingAbout(AdvisedPackage advised) {
        return Stream.concat(
                        statementsAbout(advised).stream(),
                        UbuntuPro.of(advised).map(this::statementsAbout).stream()
                                .flatMap(List::stream))
                .toList();
    }

    /// The strongest evidence of each advisory that applies to the package, by advisory.
    Map<String, Evidence> against(Subject.Known subject) {
        Map<String, List<Statement>> free = byAdvisory(statementsAbout(subject.advised()));
        Map<String, List<Statement>> sold = byAdvisory(
                UbuntuPro.of(subject.advised()).map(this::statementsAbout).orElse(List.of()));
        Set<String> ids = new LinkedHashSet<>(free.keySet());
        ids.addAll(sold.keySet());
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        for (String id : ids) {
            word(subject, free.getOrDefault(id, List.of()), sold.getOrDefault(id, List.of()))
                    .ifPresent(found -> evidence.put(id, found));
        }
        return evidence;
    }

    private static Map<String, List<Statement>> byAdvisory(List<Statement> statements) {
        return statements.stream()
                .collect(Collectors.groupingBy(Statement::advisoryId, LinkedHashMap::new, Collectors.toList()));
    }

    /// A version of extended maintenance is judged by its word. For all others that word fills in what the release
    /// leaves open, and names the fix that only subscribers can have (docs/adr/0020-extended-maintenance.md).
    private static Optional<Evidence> word(Subject.Known subject, List<Statement> free, List<Statement> sold) {
        Optional<Evidence> ofRelease = strongest(subject, free);
        if (sold.isEmpty()) {
            return ofRelease;
        }
        Optional<Evidence> ofPro = strongest(subject, sold);
        if (UbuntuPro.isVersion(subject.version())) {
            return ofPro;
        }
        boolean isOpen = free.isEmpty()
                || ofRelease
                        .filter(evidence -> evidence.status() == FindingStatus.UNDETERMINED)
                        .isPresent();
        return isOpen
                ? ofPro.map(Evidence::withoutSubscription).or(() -> ofRelease)
                : ofRelease.map(evidence -> evidence.besides(ofPro));
    }

    /// The first evidence that names a fix, else the first of all.
    private static Optional<Evidence> strongest(Subject.Known subject, List<Statement> statements) {
        List<Evidence> evidence = statements.stream()
                .flatMap(statement -> Evidence.against(subject, statement).stream())
                .toList();
        return evidence.stream()
                .filter(Evidence::namesFix)
                .findFirst()
                .or(() -> evidence.stream().findFirst())
                .map(found -> found.rated(statements));
    }

    /// The packages that a Java archive may be whose group nobody knows: all that advisories speak about under that
    /// artifact's name.
    List<Subject.Known> candidates(Subject.Known archive) {
        if (groupedNames.isEmpty()) {
            for (String name : bundle.namesIn(MAVEN)) {
                groupedNames
                        .computeIfAbsent(name.substring(name.indexOf(':') + 1), _ -> new ArrayList<>())
                        .add(name);
            }
        }
        return groupedNames.getOrDefault(archive.advised().name(), List.of()).stream()
                .map(name -> new Subject.Known(
                        new AdvisedPackage(MAVEN, name),
                        archive.version(),
                        archive.scheme(),
                        "; the archive names no group, so its name alone was compared"))
                .toList();
    }
}
