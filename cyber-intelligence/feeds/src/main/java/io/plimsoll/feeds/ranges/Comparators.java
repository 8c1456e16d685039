package io.plimsoll.feeds.ranges;

import io.plimsoll.advisories.versions.SemanticVersions;
import io.plimsoll.advisories.versions.VersionScheme;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ranges written as comparisons: `>=1.2 <1.4.1 || =2.0`, `~> 5.2.4, >= 5.2.4.5`, `^8.1.4 || 7.x`. A blank or a comma
/// joins comparisons that must all hold, `||` parts of which one must.
///
/// What follows from a version that is not written in full is npm's and Cargo's business: `^1.2` and `1.x` are
/// understood for semantic versions only, `~>` for gems only (RubyGems guides, "Pessimistic operator").
public final class Comparators {
    private static final int MAX_LENGTH = 20_000;
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*+,?\\s*+(~>|[<>]=?|=[<>]|={1,3}|!=|\\^|~)?\\s*+([^\\s,<>=!~^|]++)");
    private static final Pattern WILDCARD = Pattern.compile("(?:([0-9]++(?:\\.[0-9]++)?)\\.)?[xX*](?:\\.[xX*])*");

    private final VersionScheme scheme;

    public Comparators(VersionScheme scheme) {
        this.scheme = scheme;
    }

    /// @throws IllegalArgumentException if the text is not understood
    public VersionSet read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a range has " + text.length() + " characters");
        }
        VersionSet any = VersionSet.none(scheme);
        for (String part : text.split("\\|\\|", -1)) {
            any = any.or(all(part));
        }
        return any;
    }

    private VersionSet all(String part) {
        VersionSet set = VersionSet.all(scheme);
        Matcher matcher = COMPARISON.matcher(part);
        int at = 0;
        while (matcher.lookingAt()) {
            set = set.and(one(matcher.group(1) == null ? "" : matcher.group(1), matcher.group(2)));
            at = matcher.end();
            matcher.region(at, part.length());
        }
        if (at == 0 || !part.substring(at).isBlank()) {
            throw new IllegalArgumentException("the range '" + part.strip() + "' is not understood");
        }
        return set;
    }

    private VersionSet one(String operator, String version) {
        Matcher wildcard = WILDCARD.matcher(version);
        if (wildcard.matches()) {
            String known = wildcard.group(1);
            if (known == null) {
                return VersionSet.all(scheme);
            }
            return operator.startsWith("<") || operator.startsWith(">")
                    ? one(operator, known)
                    : between(known, next(known, dots(known)));
        }
        return switch (operator) {
            case "<" -> VersionSet.upTo(scheme, version, false);
            case "<=", "=<" -> VersionSet.upTo(scheme, version, true);
            case ">" -> VersionSet.from(scheme, version, false);
            case ">=", "=>" -> VersionSet.from(scheme, version, true);
            case "!=" -> exactly(version).complement();
            case "^" -> between(version, next(version, firstThatCounts(version)));
            case "~" -> between(version, next(version, Math.min(dots(version), 1)));
            case "~>" -> between(version, next(version, Math.max(dots(version) - 1, 0)));
            default -> exactly(version);
        };
    }

    private VersionSet exactly(String version) {
        return VersionSet.from(scheme, version, true).and(VersionSet.upTo(scheme, version, true));
    }

    private VersionSet between(String from, String before) {
        return VersionSet.from(scheme, from, true).and(VersionSet.upTo(scheme, before, false));
    }

    private static int dots(String version) {
        return (int) numbers(version).chars().filter(c -> c == '.').count();
    }

    private static String numbers(String version) {
        Matcher matcher = Pattern.compile("[0-9]+(?:\\.[0-9]+)*").matcher(version);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("'" + version + "' is no version");
        }
        return matcher.group();
    }

    /// The place of the number that `^` holds: the first that is not zero.
    private static int firstThatCounts(String version) {
        String[] numbers = numbers(version).split("\\.", -1);
        int place = 0;
        while (place < numbers.length - 1 && numbers[place].matches("0+")) {
            place++;
        }
        return place;
    }

    /// The lowest version with the number at that place one higher, its pre-releases included: those are not meant.
    private String next(String version, int place) {
        String[] numbers = numbers(version).split("\\.", -1);
        StringBuilder next = new StringBuilder();
        for (int i = 0; i < place; i++) {
            next.append(numbers[i]).append('.');
        }
        if (numbers[place].length() > 17) {
            throw new IllegalArgumentException("'" + version + "' is no version");
        }
        next.append(Long.parseLong(numbers[place]) + 1);
        return scheme instanceof SemanticVersions
                ? next.append("-0").toString()
                : next.append(".a").toString();
    }
}
