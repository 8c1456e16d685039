package io.plimsoll.center.assurance;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.advisories.matching.NotAssessed;
import io.plimsoll.center.images.Assessment;
import io.plimsoll.center.images.UncoveredEcosystem;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds one inventory against the advisories, if there are any.
final class Matching {
    private static final String NO_BUNDLE = "no-bundle";
    private static final String NO_SOURCE = "no-source";

    private Matching() {}

    static Assessment.Match match(Inventory inventory, Optional<Bundle> bundle, Instant at) {
        if (bundle.isEmpty()) {
            return new Assessment.Match(
                    List.of(),
                    withoutAdvisories(inventory),
                    List.of(),
                    byPlace(inventory, _ -> NO_BUNDLE),
                    List.of(),
                    at,
                    "",
                    Optional.empty());
        }
        MatchReport report = Matcher.match(inventory, bundle.get());
        return new Assessment.Match(
                report.findings(),
                grouped(report.notAssessed()),
                grouped(report.unadvised()),
                byPlace(inventory, words(report)::get),
                report.notes(),
                at,
                report.bundle().digest().toString(),
                Optional.of(report.bundle().builtAt()));
    }

    private static List<UncoveredEcosystem> withoutAdvisories(Inventory inventory) {
        Map<PackageType, Long> counts = inventory.packages().stream()
                .collect(Collectors.groupingBy(SoftwarePackage::type, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> new UncoveredEcosystem(
                        e.getKey().purlType(),
                        e.getValue().intValue(),
                        "no intelligence bundle is in use; import one with 'plimsoll feed import'"))
                .toList();
    }

    /// Why nobody can say anything about a package, for those that it is true of.
    private static Map<SoftwarePackage, String> words(MatchReport report) {
        Map<SoftwarePackage, String> words = new HashMap<>();
        report.notAssessed()
                .forEach(left -> words.put(left.software(), left.cause().word()));
        report.unadvised().forEach(left -> words.put(left.software(), NO_SOURCE));
        return words;
    }

    private static Map<Integer, String> byPlace(Inventory inventory, Function<SoftwarePackage, @Nullable String> word) {
        Map<Integer, String> words = new LinkedHashMap<>();
        for (int place = 0; place < inventory.packages().size(); place++) {
            String found = word.apply(inventory.packages().get(place));
            if (found != null) {
                words.put(place, found);
            }
        }
        return words;
    }

    /// One entry for each ecosystem and cause, with the reason of the first package.
    private static List<UncoveredEcosystem> grouped(List<NotAssessed> all) {
        Map<String, List<NotAssessed>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        n -> n.ecosystem() + " " + n.cause(), LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream()
                .map(group -> new UncoveredEcosystem(
                        group.getFirst().ecosystem(),
                        group.size(),
                        group.getFirst().reason()))
                .toList();
    }
}
