package io.plimsoll.feeds.ranges;

import io.plimsoll.advisories.versions.VersionScheme;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ranges as Maven and NuGet write them: `[1.0,1.2),[1.4],(,0.9]`. A round bracket leaves its end out, a missing
/// end is none.
public final class BracketRanges {
    private static final int MAX_LENGTH = 20_000;
    private static final Pattern RANGE = Pattern.compile(
            "\\s*+,?\\s*+([\\[(])\\s*+([^\\s,()\\[\\]]*+)\\s*+(?:(,)\\s*+([^\\s,()\\[\\]]*+)\\s*+)?([\\])])");

    private final VersionScheme scheme;

    public BracketRanges(VersionScheme scheme) {
        this.scheme = scheme;
    }

    /// @throws IllegalArgumentException if the text is not understood
    public VersionSet read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a range has " + text.length() + " characters");
        }
        VersionSet any = VersionSet.none(scheme);
        Matcher matcher = RANGE.matcher(text);
        int at = 0;
        while (matcher.lookingAt()) {
            any = any.or(one(matcher));
            at = matcher.end();
            matcher.region(at, text.length());
        }
        if (at == 0 || !text.substring(at).isBlank()) {
            throw new IllegalArgumentException("the range '" + text.strip() + "' is not understood");
        }
        return any;
    }

    private VersionSet one(Matcher range) {
        boolean includesFrom = range.group(1).equals("[");
        boolean includesTo = range.group(5).equals("]");
        String from = range.group(2);
        String to = range.group(3) == null ? from : range.group(4);
        VersionSet set = VersionSet.all(scheme);
        if (!from.isEmpty()) {
            set = set.and(VersionSet.from(scheme, from, includesFrom));
        }
        return to.isEmpty() ? set : set.and(VersionSet.upTo(scheme, to, includesTo));
    }
}
