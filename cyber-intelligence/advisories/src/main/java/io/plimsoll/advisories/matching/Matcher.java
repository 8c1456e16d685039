package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.UbuntuPro;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.matching.NotAssessed.Cause;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds one inventory against one bundle.
public final class Matcher {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(f -> f.software().name())
            .thenComparing(Finding::id)
            .thenComparing(f -> f.software().path())
            .thenComparing(f -> f.software().version());

    private final Inventory inventory;
    private final Bundle bundle;
    private final Lookup lookup;
    private final boolean hasDistributionPackages;
    private final CondaTwins twins;
    private final List<Finding> findings = new ArrayList<>();
    private final List<NotAssessed> notAssessed = new ArrayList<>();
    private final List<NotAssessed> unadvised = new ArrayList<>();
    private final Set<Coverage> used = new LinkedHashSet<>();

    private Matcher(Inventory inventory, Bundle bundle) {
        this.inventory = inventory;
        this.bundle = bundle;
        this.lookup = new Lookup(bundle);
        this.hasDistributionPackages =
                inventory.packages().stream().anyMatch(p -> p.type().isDistributionPackage());
        this.twins = CondaTwins.in(inventory.packages());
    }

    /// Every package of the inventory is either held against the bundle or listed as not assessed or unadvised;
    /// one that another package of the inventory stands for is neither.
    public static MatchReport match(Inventory inventory, Bundle bundle) {
        return new Matcher(inventory, bundle).match();
    }

    /// The last day of the release of a distribution; empty where nobody knows it.
    public static Optional<LocalDate> endOfLife(@Nullable Distribution distribution, Bundle bundle) {
        return Optional.ofNullable(distribution).flatMap(Release::ecosystem).flatMap(bundle::endOfLife);
    }

    private MatchReport match() {
        DistributionWord distribution = DistributionWord.from(inventory.packages().stream()
                .filter(software -> software.type().isDistributionPackage())
                .flatMap(software -> statementsAbout(software).stream())
                .toList());
        for (SoftwarePackage software : inventory.packages()) {
            switch (Subject.of(software, inventory.distribution())) {
                case Subject.Unknown(String ecosystem, Cause cause, String reason) ->
                    leave(new NotAssessed(software, ecosystem, cause, reason));
                case Subject.Known subject -> match(software, subject, distribution);
            }
        }
        findings.sort(WORST_FIRST);
        return new MatchReport(findings, notAssessed, unadvised, notes(), bundle.identity());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        Notes.endOfLife(inventory.distribution(), bundle).ifPresent(notes::add);
        notes.addAll(Notes.of(used, bundle.sources()));
        return notes;
    }

    private List<Statement> statementsAbout(SoftwarePackage software) {
        return Subject.of(software, inventory.distribution()) instanceof Subject.Known subject
                ? lookup.everythingAbout(subject.advised())
                : List.of();
    }

    private void match(SoftwarePackage software, Subject.Known subject, DistributionWord distribution) {
        String ecosystem = subject.advised().ecosystem();
        Optional<Coverage> coverage = bundle.coverageOf(ecosystem)
                .or(() -> UbuntuPro.of(subject.advised()).flatMap(pro -> bundle.coverageOf(pro.ecosystem())));
        if (coverage.isEmpty() && isJudgedAsDistributionPackage(software)) {
            return;
        }
        if (coverage.isEmpty()) {
            leave(new NotAssessed(
                    software,
                    ecosystem,
                    Cause.NOT_COVERED,
                    "the bundle does not cover " + Printable.quoted(ecosystem) + "; it covers " + covered()));
            return;
        }
        used.add(coverage.get());
        Map<String, Evidence> evidence =
                subject.lacksGroup() ? againstArchive(software, subject) : lookup.against(subject);
        evidence.forEach((id, found) -> {
            if (software.type().isDistributionPackage() || !distribution.hasAnswered(software, id)) {
                findings.add(finding(software, found));
            }
        });
    }

    /// Where nobody publishes advisories for a kind of package, none can be missing from the bundle: such a package is
    /// named, and does not make every image incomplete that has one.
    private void leave(NotAssessed left) {
        SoftwarePackage software = left.software();
        boolean hasNoSource = (software.type() == PackageType.CONDA || software.type() == PackageType.GENERIC)
                && bundle.coverageOf(left.ecosystem()).isEmpty();
        if (!hasNoSource) {
            notAssessed.add(left);
        } else if (!twins.standFor(software)) {
            unadvised.add(left);
        }
    }

    /// A library that a package of the distribution brought: that package is listed too, and held against the
    /// distribution's advisories.
    private boolean isJudgedAsDistributionPackage(SoftwarePackage software) {
        return hasDistributionPackages
                && !software.type().isDistributionPackage()
                && DistributionWord.brought(software);
    }

    /// What applies to an archive without group, whichever of the packages with its name it is. Where that
    /// differs between them, the archive is not assessed either.
    private Map<String, Evidence> againstArchive(SoftwarePackage software, Subject.Known archive) {
        List<Subject.Known> candidates = lookup.candidates(archive);
        List<Map<String, Evidence>> each =
                candidates.stream().map(lookup::against).toList();
        if (each.isEmpty()) {
            return Map.of();
        }
        Map<String, Evidence> common = new LinkedHashMap<>(each.getFirst());
        each.forEach(other -> common.keySet().retainAll(other.keySet()));
        if (each.stream().anyMatch(other -> other.size() > common.size())) {
            notAssessed.add(new NotAssessed(
                    software,
                    archive.advised().ecosystem(),
                    Cause.GROUP_UNKNOWN,
                    "the archive names no group, and advisories differ for "
                            + candidates.stream().map(c -> c.advised().name()).collect(Collectors.joining(", "))));
        }
        return common;
    }

    private Finding finding(SoftwarePackage software, Evidence evidence) {
        Advisory advisory = bundle.advisory(evidence.statement().advisoryId()).orElseThrow();
        Ranking ranking = Ranking.of(software, evidence.statement(), advisory);
        return new Finding(
                advisory.id(),
                advisory.aliases(),
                software,
                evidence.fixedVersions(),
                evidence.status(),
                ranking.severity(),
                ranking.why(),
                advisory.cvss().orElse(null),
                advisory.vectors(),
                evidence.ratings(),
                advisory.kev(),
                advisory.epss(),
                bundle.decision(advisory.id()).orElse(null),
                advisory.title(),
                advisory.published(),
                evidence.why());
    }

    private String covered() {
        return bundle.coverage().stream()
                .map(Coverage::ecosystem)
                .sorted()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), list -> list.isEmpty() ? "nothing" : list));
    }
}
