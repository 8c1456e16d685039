package io.plimsoll.model;

import java.util.Locale;

/// How bad a finding is, from the least to the most. `UNKNOWN` is the lowest in order but is never shown as safe.
public enum Severity {
    UNKNOWN,
    NEGLIGIBLE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /// The qualitative rating of a CVSS base score (CVSS v3.1 and v4.0 specification, "Qualitative Severity Rating
    /// Scale").
    ///
    /// @param score 0.0 to 10.0
    public static Severity ofScore(double score) {
        if (score < 0.0 || score > 10.0 || Double.isNaN(score)) {
            throw new IllegalArgumentException("a CVSS score is from 0.0 to 10.0, not " + score);
        }
        if (score >= 9.0) {
            return CRITICAL;
        }
        if (score >= 7.0) {
            return HIGH;
        }
        if (score >= 4.0) {
            return MEDIUM;
        }
        return score > 0.0 ? LOW : NEGLIGIBLE;
    }

    /// Reads the words that sources use, in any case; `moderate` and `important` are read as vendors mean them.
    /// A word nobody knows is `UNKNOWN`.
    public static Severity ofWord(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical" -> CRITICAL;
            case "high", "important" -> HIGH;
            case "medium", "moderate" -> MEDIUM;
            case "low" -> LOW;
            case "negligible", "unimportant", "none" -> NEGLIGIBLE;
            default -> UNKNOWN;
        };
    }

    /// The lower-case word of documents and of the API, such as `critical`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
