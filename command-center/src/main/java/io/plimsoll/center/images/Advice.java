package io.plimsoll.center.images;

import io.plimsoll.advisories.versions.PackageVersions;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What would remove most of what is wrong with an image. What an exception is about is left out.
///
/// @param all how much there is
/// @param inBase how much of it came with the base image, as far as its history shows
/// @param updates packages that have a fixed version, those with the most critical and high findings first
/// @param moreUpdates how many further packages have one
record Advice(Count all, Count inBase, List<Update> updates, int moreUpdates) {
    /// As many are told.
    private static final int TOLD = 10;

    Advice {
        updates = List.copyOf(updates);
    }

    /// @param severe critical and high ones of these
    record Count(int findings, int severe) {
        static Count of(List<Finding> findings) {
            return new Count(findings.size(), (int)
                    findings.stream().filter(Advice::isSevere).count());
        }
    }

    /// A package that a newer version of would mend.
    ///
    /// @param to the lowest version that mends all of these findings
    /// @param removes what it mends
    /// @param base whether it came with the base image
    record Update(String name, String version, String type, String to, Count removes, boolean base) {}

    private record Installed(String name, String version, PackageType type) {
        static Installed of(SoftwarePackage software) {
            return new Installed(software.name(), software.version(), software.type());
        }
    }

    static Advice of(List<Finding> findings, List<Layer> layers) {
        Set<Digest> base =
                layers.stream().filter(Layer::base).map(Layer::diffId).collect(Collectors.toSet());
        Map<Installed, List<Finding>> mendable = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> !finding.fixedVersions().isEmpty())
                .forEach(finding -> mendable.computeIfAbsent(Installed.of(finding.software()), _ -> new ArrayList<>())
                        .add(finding));
        List<Update> updates = mendable.entrySet().stream()
                .map(entry -> update(entry.getKey(), entry.getValue(), base))
                .sorted(Comparator.comparingInt(
                                (Update update) -> update.removes().severe())
                        .thenComparingInt(update -> update.removes().findings())
                        .reversed()
                        .thenComparing(Update::name))
                .toList();
        return new Advice(
                Count.of(findings),
                Count.of(findings.stream()
                        .filter(finding -> isIn(base, finding.software()))
                        .toList()),
                updates.stream().limit(TOLD).toList(),
                Math.max(0, updates.size() - TOLD));
    }

    private static Update update(Installed installed, List<Finding> findings, Set<Digest> base) {
        String to = findings.stream()
                .map(finding -> nearest(installed, finding.fixedVersions()))
                .reduce((one, other) -> isNewer(installed.type(), other, one) ? other : one)
                .orElseThrow();
        return new Update(
                installed.name(),
                installed.version(),
                installed.type().purlType(),
                to,
                Count.of(findings),
                findings.stream().anyMatch(finding -> isIn(base, finding.software())));
    }

    /// Of several branches with a fix the lowest one above what is installed; the first where nobody can tell.
    private static String nearest(Installed installed, List<String> fixed) {
        Optional<String> lowest = fixed.stream()
                .filter(version -> isNewer(installed.type(), version, installed.version()))
                .reduce((one, other) -> isNewer(installed.type(), one, other) ? other : one);
        return lowest.orElseGet(fixed::getFirst);
    }

    private static boolean isNewer(PackageType type, String version, String than) {
        return PackageVersions.compare(type, version, than).orElse(0) > 0;
    }

    private static boolean isIn(Set<Digest> base, SoftwarePackage software) {
        return software.layer() != null && base.contains(software.layer());
    }

    private static boolean isSevere(Finding finding) {
        return finding.severity().compareTo(Severity.HIGH) >= 0;
    }
}
