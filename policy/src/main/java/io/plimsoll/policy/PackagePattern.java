package io.plimsoll.policy;

import io.plimsoll.model.PackageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which packages are meant.
///
/// @param name in which `*` stands for any run of characters
/// @param type empty means any kind
/// @param bounds of the version, all of which hold
public record PackagePattern(String name, Optional<PackageType> type, List<Bound> bounds) {
    private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>|=)\\s*+([^\\s,<>=]++)");

    public PackagePattern {
        bounds = List.copyOf(bounds);
    }

    /// Packages of that name, of whatever kind and version.
    public static PackagePattern named(String name) {
        return new PackagePattern(name, Optional.empty(), List.of());
    }

    /// One bound of a version.
    ///
    /// @param relation `<`, `<=`, `>`, `>=` or `=`
    public record Bound(String relation, String version) {
        boolean holds(int order) {
            return switch (relation) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        }

        @Override
        public String toString() {
            return relation + " " + version;
        }
    }

    /// Reads bounds such as `>= 2.0, < 2.17.1`; empty if the text is anything else.
    static Optional<List<Bound>> bounds(String text) {
        List<Bound> bounds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = BOUND.matcher(part.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            bounds.add(new Bound(matcher.group(1), matcher.group(2)));
        }
        return Optional.of(bounds);
    }

    String versions() {
        return bounds.stream().map(Bound::toString).collect(Collectors.joining(", "));
    }

    /// Whether a package is meant; empty where its version cannot be placed.
    Optional<Boolean> fits(InstalledPackage software, VersionOrder order) {
        if (!Scope.matches(name, software.name())
                || !type.map(software.type()::equals).orElse(true)) {
            return Optional.of(false);
        }
        boolean unclear = false;
        for (Bound bound : bounds) {
            OptionalInt compared = software.version().isEmpty()
                    ? OptionalInt.empty()
                    : order.compare(software.type(), software.version(), bound.version());
            if (compared.isPresent() && !bound.holds(compared.getAsInt())) {
                return Optional.of(false);
            }
            unclear |= compared.isEmpty();
        }
        return unclear ? Optional.empty() : Optional.of(true);
    }
}
