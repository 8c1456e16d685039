package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.bundle.Bundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /// The strongest evidence of each advisory that applies to the package, by advisory.
    Map<String, Evidence> against(Subject.Known subject) {
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        statementsAbout(subject.advised()).stream()
                .collect(Collectors.groupingBy(Statement::advisoryId, LinkedHashMap::new, Collectors.toList()))
                .forEach(
                        (id, statements) -> strongest(subject, statements).ifPresent(found -> evidence.put(id, found)));
        return evidence;
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
