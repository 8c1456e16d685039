package io.plimsoll.policy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether a licence expression (SPDX specification, annex "SPDX license expressions") can be met. What is no such
/// expression, such as `GPL v2 or later`, counts as the name of one licence.
final class LicenceTerms {
    private static final Pattern TOKEN = Pattern.compile("[()]|[^()\\s]++");
    private static final Pattern LOOSE = Pattern.compile("\\s+(?i:and|or|/|\\|)\\s+|\\s*[,;()]\\s*");
    private static final int MOST_CHARACTERS = 10_000;
    private static final int DEEPEST = 30;

    private final Iterator<String> tokens;
    private final Predicate<String> permitted;
    private String token;

    private LicenceTerms(String expression, Predicate<String> permitted) {
        this.tokens =
                TOKEN.matcher(expression).results().map(MatchResult::group).iterator();
        this.permitted = permitted;
        this.token = next();
    }

    /// Whether none of the licences that have to be met is denied. Of loosely joined names every one counts.
    static boolean areMetWithout(List<String> denied, List<String> expressions) {
        return areMet(expressions, name -> parts(name).noneMatch(part -> isAnyOf(denied, part)));
    }

    /// Whether licences that are allowed meet it all.
    static boolean areMetBy(List<String> allowed, List<String> expressions) {
        return areMet(
                expressions,
                name -> isAnyOf(allowed, name)
                        || Arrays.stream(LOOSE.split(name)).allMatch(part -> isAnyOf(allowed, part)));
    }

    private static Stream<String> parts(String name) {
        return Stream.concat(Stream.of(name), Arrays.stream(LOOSE.split(name)));
    }

    private static boolean isAnyOf(List<String> patterns, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(p -> Scope.matches(p.toLowerCase(Locale.ROOT), lower));
    }

    private static boolean areMet(List<String> expressions, Predicate<String> permitted) {
        return expressions.stream().allMatch(expression -> isMet(expression, permitted));
    }

    private static boolean isMet(String expression, Predicate<String> permitted) {
        if (expression.length() > MOST_CHARACTERS) {
            return false;
        }
        LicenceTerms terms = new LicenceTerms(expression, permitted);
        boolean met = terms.either(0);
        return terms.token.isEmpty() ? met : permitted.test(expression.strip());
    }

    private String next() {
        return tokens.hasNext() ? tokens.next() : "";
    }

    private boolean either(int depth) {
        boolean met = both(depth);
        while (token.equals("OR")) {
            token = next();
            met |= both(depth);
        }
        return met;
    }

    private boolean both(int depth) {
        boolean met = one(depth);
        while (token.equals("AND")) {
            token = next();
            met &= one(depth);
        }
        return met;
    }

    private boolean one(int depth) {
        if (token.equals("(") && depth < DEEPEST) {
            token = next();
            boolean met = either(depth + 1);
            if (!token.equals(")")) {
                return false;
            }
            token = next();
            return met;
        }
        StringBuilder name = new StringBuilder();
        while (!token.isEmpty() && !List.of("AND", "OR", "(", ")").contains(token)) {
            name.append(name.isEmpty() ? "" : " ").append(token);
            token = next();
        }
        return !name.isEmpty() && permitted.test(name.toString());
    }
}
