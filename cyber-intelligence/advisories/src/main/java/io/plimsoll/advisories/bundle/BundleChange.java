package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.UbuntuPro;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a new bundle answers differently than the one before: the index by which stored inventories are matched again.
/// A package that is not named here, and whose ecosystem is not either, has the same findings with both.
///
/// The probability of exploitation (EPSS) does not count: it moves a little for every vulnerability every day. Nor does
/// how CISA weighs a vulnerability (SSVC), which breaks no rule. Whoever shows them works findings out anew now and
/// then.
///
/// @param packages about which anything is said differently, the risk of the vulnerabilities included
/// @param ecosystems whose coverage is another one, or came or went: all their packages have to be asked again
public record BundleChange(Set<AdvisedPackage> packages, Set<String> ecosystems) {
    public BundleChange {
        packages = Set.copyOf(packages);
        ecosystems = Set.copyOf(ecosystems);
    }

    /// The names under which something stored may have been looked up: those of the packages. An archive without
    /// group was held against every artifact of its name in Maven, and a package of Ubuntu against the word of
    /// Ubuntu Pro as well.
    public Set<AdvisedPackage> lookedUp() {
        Set<AdvisedPackage> names = new HashSet<>(packages);
        packages.forEach(advised -> names.add(UbuntuPro.installed(advised)));
        packages.stream()
                .filter(advised -> advised.ecosystem().equals("Maven"))
                .forEach(advised -> names.add(new AdvisedPackage(
                        advised.ecosystem(),
                        advised.name().substring(advised.name().indexOf(':') + 1))));
        return names;
    }

    /// Compares two open bundles in one walk over each of their tables.
    public static BundleChange between(Bundle before, Bundle after) {
        Set<String> advisories = changedAdvisories(before.advisoryTable(), after.advisoryTable());
        Set<AdvisedPackage> packages = new LinkedHashSet<>();
        Places.walk(before.packageTable(), after.packageTable(), (old, now) -> {
            int some = old < 0 ? now : old;
            SortedTable table = old < 0 ? after.packageTable() : before.packageTable();
            if (old < 0 || now < 0 || saysOtherwise(before, old, after, now, advisories)) {
                packages.add(RecordReader.checked(
                        () -> AdvisedPackage.ofKey(table.at(some).block())));
            }
        });
        return new BundleChange(packages, changedEcosystems(before.coverage(), after.coverage()));
    }

    private static boolean saysOtherwise(Bundle before, int old, Bundle after, int now, Set<String> advisories) {
        var statements = after.statementsAt(now);
        return !statements.equals(before.statementsAt(old))
                || statements.stream().anyMatch(s -> advisories.contains(s.advisoryId()));
    }

    private static Set<String> changedAdvisories(SortedTable before, SortedTable after) {
        Set<String> changed = new HashSet<>();
        Places.walk(before, after, (old, now) -> {
            if (old >= 0 && now >= 0 && !isSame(before, old, after, now)) {
                changed.add(after.at(now).text());
            }
        });
        return changed;
    }

    private static boolean isSame(SortedTable before, int old, SortedTable after, int now) {
        return Arrays.equals(before.record(old), after.record(now))
                || AdvisoryRecord.read(before.at(old))
                        .withoutProbability()
                        .equals(AdvisoryRecord.read(after.at(now)).withoutProbability());
    }

    private static Set<String> changedEcosystems(List<Coverage> before, List<Coverage> after) {
        Set<Coverage> changed = new HashSet<>(before);
        after.forEach(coverage -> {
            if (!changed.remove(coverage)) {
                changed.add(coverage);
            }
        });
        Set<String> ecosystems = new HashSet<>();
        changed.forEach(coverage -> {
            ecosystems.add(coverage.ecosystem());
            ecosystems.add(UbuntuPro.release(coverage.ecosystem()));
        });
        return ecosystems;
    }
}
