package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.PackageType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// [SupplyCheck]s as an operator writes them.
final class SupplyCheckDocument {
    private static final String DENIED_PACKAGES = "denied-packages";
    private static final String ALLOWED_PACKAGES = "allowed-packages";
    private static final String DENIED_LICENCES = "denied-licences";
    private static final String ALLOWED_LICENCES = "allowed-licences";
    private static final String SCAN_AGE = "maximum-scan-age";
    private static final String END = "end-of-life";
    private static final String APPROVED = "approved-digests";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String VERSIONS = "versions";
    private static final String LICENCES = "licences";
    private static final String WITHIN = "within";

    private SupplyCheckDocument() {}

    static List<SupplyCheck> read(Fields checks) {
        List<SupplyCheck> found = new ArrayList<>();
        if (checks.has(DENIED_PACKAGES)) {
            found.add(new SupplyCheck.DeniedPackages(patterns(checks, DENIED_PACKAGES)));
        }
        if (checks.has(ALLOWED_PACKAGES)) {
            found.add(new SupplyCheck.AllowedPackages(patterns(checks, ALLOWED_PACKAGES)));
        }
        if (checks.has(DENIED_LICENCES)) {
            Licences read = licences(checks, DENIED_LICENCES);
            found.add(new SupplyCheck.DeniedLicences(read.patterns(), read.allowUnknown()));
        }
        if (checks.has(ALLOWED_LICENCES)) {
            Licences read = licences(checks, ALLOWED_LICENCES);
            found.add(new SupplyCheck.AllowedLicences(read.patterns(), read.allowUnknown()));
        }
        if (checks.has(SCAN_AGE)) {
            found.add(new SupplyCheck.MaximumScanAge(checks.days(SCAN_AGE)));
        }
        if (checks.isObject(END) || checks.flag(END)) {
            found.add(endOfLife(checks));
        }
        if (checks.has(APPROVED)) {
            found.add(new SupplyCheck.ApprovedDigests(checks.digestsByName(APPROVED)));
        }
        return found;
    }

    /// Names, or objects such as `{name: openssl, type: deb, versions: "< 3.0.11"}`.
    private static List<PackagePattern> patterns(Fields checks, String key) {
        return checks.objects(key, NAME).stream()
                .map(SupplyCheckDocument::pattern)
                .toList();
    }

    private static PackagePattern pattern(Fields entry) {
        PackagePattern pattern =
                new PackagePattern(entry.words(NAME), type(entry), entry.has(VERSIONS) ? bounds(entry) : List.of());
        entry.refuseOthers();
        return pattern;
    }

    private static Optional<PackageType> type(Fields entry) {
        if (!entry.has(TYPE)) {
            return Optional.empty();
        }
        String word = entry.text(TYPE, "");
        Optional<PackageType> type = PackageType.ofPurlType(word);
        if (type.isEmpty()) {
            entry.wrong(TYPE, "'" + TYPE + "' is the type of a package URL, such as deb or npm, not '" + word + "'");
        }
        return type;
    }

    private static List<PackagePattern.Bound> bounds(Fields entry) {
        String text = entry.text(VERSIONS, "");
        Optional<List<PackagePattern.Bound>> bounds = PackagePattern.bounds(text);
        if (bounds.isEmpty()) {
            entry.wrong(VERSIONS, "'" + VERSIONS + "' is a range such as '>= 2.0, < 2.17.1', not '" + text + "'");
        }
        return bounds.orElse(List.of());
    }

    private record Licences(List<String> patterns, boolean allowUnknown) {}

    /// A list, or `{licences: [...], unknown: allow}`.
    private static Licences licences(Fields checks, String key) {
        if (!checks.isObject(key)) {
            return new Licences(checks.someTexts(key), false);
        }
        Fields inner = checks.object(key);
        Licences read = new Licences(inner.someTexts(LICENCES), FindingCheckDocument.allowsUnknown(inner));
        inner.refuseOthers();
        return read;
    }

    private static SupplyCheck endOfLife(Fields checks) {
        if (!checks.isObject(END)) {
            return new SupplyCheck.EndOfLife(0, false);
        }
        Fields inner = checks.object(END);
        SupplyCheck check = new SupplyCheck.EndOfLife(
                inner.has(WITHIN) ? inner.days(WITHIN) : 0, FindingCheckDocument.allowsUnknown(inner));
        inner.refuseOthers();
        return check;
    }

    /// What stands behind the name of the rule.
    static Object tree(SupplyCheck check) {
        return switch (check) {
            case SupplyCheck.DeniedPackages c ->
                c.patterns().stream().map(SupplyCheckDocument::tree).toList();
            case SupplyCheck.AllowedPackages c ->
                c.patterns().stream().map(SupplyCheckDocument::tree).toList();
            case SupplyCheck.DeniedLicences c -> licences(c.patterns(), c.allowUnknown());
            case SupplyCheck.AllowedLicences c -> licences(c.patterns(), c.allowUnknown());
            case SupplyCheck.MaximumScanAge c -> c.days() + "d";
            case SupplyCheck.EndOfLife c -> endOfLife(c);
            case SupplyCheck.ApprovedDigests c -> digests(c.approved());
        };
    }

    private static Object tree(PackagePattern pattern) {
        if (pattern.type().isEmpty() && pattern.bounds().isEmpty()) {
            return pattern.name();
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put(NAME, pattern.name());
        pattern.type().ifPresent(type -> inner.put(TYPE, type.purlType()));
        if (!pattern.bounds().isEmpty()) {
            inner.put(VERSIONS, pattern.versions());
        }
        return inner;
    }

    private static Object licences(List<String> patterns, boolean allowUnknown) {
        if (!allowUnknown) {
            return patterns;
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put(LICENCES, patterns);
        inner.put("unknown", "allow");
        return inner;
    }

    private static Object endOfLife(SupplyCheck.EndOfLife check) {
        Map<String, Object> inner = new LinkedHashMap<>();
        if (check.days() > 0) {
            inner.put(WITHIN, check.days() + "d");
        }
        if (check.allowUnknown()) {
            inner.put("unknown", "allow");
        }
        return inner.isEmpty() ? "refuse" : inner;
    }

    private static Object digests(Map<String, Set<Digest>> approved) {
        Map<String, Object> tree = new TreeMap<>();
        approved.forEach((name, some) ->
                tree.put(name, some.stream().map(Digest::toString).sorted().toList()));
        return tree;
    }
}
