package io.plimsoll.feeds.ranges;

import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.advisories.versions.SemanticVersions;
import io.plimsoll.advisories.versions.VersionScheme;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A set of versions in the order of one scheme: intervals, which may touch or overlap. Databases that list what is
/// patched mean the complement.
public final class VersionSet {
    private static final int MAX_INTERVALS = 1000;
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*+");

    /// An end of an interval, and whether it belongs to it.
    private record Bound(String version, boolean inclusive) {
        Bound opposite() {
            return new Bound(version, !inclusive);
        }
    }

    /// From the first bound to the second; null is without end.
    private record Interval(@Nullable Bound from, @Nullable Bound to) {
        Optional<String> begin() {
            return from == null ? Optional.empty() : Optional.of(from.version);
        }
    }

    private final VersionScheme scheme;
    private final List<Interval> intervals;

    private VersionSet(VersionScheme scheme, List<Interval> intervals) {
        if (intervals.size() > MAX_INTERVALS) {
            throw new IllegalArgumentException("it has more than " + MAX_INTERVALS + " ranges");
        }
        this.scheme = scheme;
        this.intervals = List.copyOf(intervals);
    }

    public static VersionSet none(VersionScheme scheme) {
        return new VersionSet(scheme, List.of());
    }

    public static VersionSet all(VersionScheme scheme) {
        return new VersionSet(scheme, List.of(new Interval(null, null)));
    }

    /// @throws IllegalArgumentException if the scheme cannot place the version
    public static VersionSet from(VersionScheme scheme, String version, boolean inclusive) {
        return new VersionSet(scheme, List.of(new Interval(bound(scheme, version, inclusive), null)));
    }

    /// @throws IllegalArgumentException if the scheme cannot place the version
    public static VersionSet upTo(VersionScheme scheme, String version, boolean inclusive) {
        return new VersionSet(scheme, List.of(new Interval(null, bound(scheme, version, inclusive))));
    }

    private static Bound bound(VersionScheme scheme, String version, boolean inclusive) {
        if (!scheme.isReadable(version)) {
            throw new IllegalArgumentException("'" + version + "' is no version");
        }
        return new Bound(version, inclusive);
    }

    public VersionSet or(VersionSet other) {
        List<Interval> both = new ArrayList<>(intervals);
        both.addAll(other.intervals);
        return new VersionSet(scheme, both);
    }

    public VersionSet and(VersionSet other) {
        List<Interval> common = new ArrayList<>();
        for (Interval a : intervals) {
            for (Interval b : other.intervals) {
                Interval both = new Interval(later(a.from, b.from), earlier(a.to, b.to));
                if (!isEmpty(both)) {
                    common.add(both);
                }
            }
        }
        return new VersionSet(scheme, common);
    }

    /// Everything else.
    public VersionSet complement() {
        VersionSet rest = all(scheme);
        for (Interval interval : intervals) {
            List<Interval> outside = new ArrayList<>();
            if (interval.from != null) {
                outside.add(new Interval(null, interval.from.opposite()));
            }
            if (interval.to != null) {
                outside.add(new Interval(interval.to.opposite(), null));
            }
            rest = rest.and(new VersionSet(scheme, outside));
        }
        return rest;
    }

    private boolean isEmpty(Interval interval) {
        if (interval.from == null || interval.to == null) {
            return false;
        }
        int order = scheme.compare(interval.from.version, interval.to.version);
        return order > 0 || (order == 0 && !(interval.from.inclusive && interval.to.inclusive));
    }

    private @Nullable Bound later(@Nullable Bound a, @Nullable Bound b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int order = scheme.compare(a.version, b.version);
        return order > 0 || (order == 0 && !a.inclusive) ? a : b;
    }

    private @Nullable Bound earlier(@Nullable Bound a, @Nullable Bound b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int order = scheme.compare(a.version, b.version);
        return order < 0 || (order == 0 && !a.inclusive) ? a : b;
    }

    /// The ranges, lowest first.
    ///
    /// @throws IllegalArgumentException if there is none, or one begins behind a version that has no next one
    public List<VersionRange> toRanges() {
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("its ranges hold no version");
        }
        Comparator<Optional<String>> noneFirst = (a, b) -> a.isEmpty() || b.isEmpty()
                ? Boolean.compare(a.isPresent(), b.isPresent())
                : scheme.compare(a.get(), b.get());
        return intervals.stream()
                .sorted(Comparator.comparing((Interval i) -> i.begin(), noneFirst))
                .map(interval -> new VersionRange(introduced(interval.from), end(interval.to)))
                .distinct()
                .toList();
    }

    private String introduced(@Nullable Bound from) {
        if (from == null) {
            return "0";
        }
        return from.inclusive ? from.version : behind(from.version);
    }

    /// The first version that could follow, for the ranges of a bundle begin with a version that belongs to them:
    /// behind the semantic version `1.2.3` that is `1.2.4-0`, elsewhere nothing lies between `1.2` and
    /// `1.2.0.0.0.1`.
    private String behind(String version) {
        if (!NUMBERS.matcher(version).matches() || version.length() > 50) {
            throw new IllegalArgumentException("what comes after '" + version + "' cannot be said");
        }
        int dots = (int) version.chars().filter(c -> c == '.').count();
        if (scheme instanceof SemanticVersions && dots < 3) {
            String full = version + ".0".repeat(2 - dots);
            int last = full.lastIndexOf('.') + 1;
            return full.substring(0, last) + new BigInteger(full.substring(last)).add(BigInteger.ONE) + "-0";
        }
        return version + ".0".repeat(Math.max(3 - dots, 0)) + ".0.1";
    }

    private static End end(@Nullable Bound to) {
        if (to == null) {
            return new End.Open();
        }
        return to.inclusive ? new End.LastAffected(to.version) : new End.Fixed(to.version);
    }
}
