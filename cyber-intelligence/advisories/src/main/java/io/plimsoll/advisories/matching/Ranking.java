package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.util.Locale;

/// The severity of one finding, chosen among what everybody says. A distribution that calls a vulnerability of its own
/// package negligible knows how it built it; for all else the score counts, and the source's word where there is none.
///
/// @param why which word that is, for people
record Ranking(Severity severity, String why) {
    static Ranking of(SoftwarePackage software, Statement statement, Advisory advisory) {
        Severity word = statement.severity();
        if (software.type().isDistributionPackage() && word == Severity.NEGLIGIBLE) {
            return new Ranking(word, statement.source() + " calls it negligible in its own package");
        }
        return advisory.cvss()
                .map(cvss -> new Ranking(Severity.ofScore(cvss.score()), scored(cvss)))
                .orElseGet(() -> word == Severity.UNKNOWN
                        ? new Ranking(word, "nobody has ranked it yet")
                        : new Ranking(word, statement.source() + " calls it " + word.word() + "; there is no score"));
    }

    private static String scored(Cvss cvss) {
        return String.format(Locale.ROOT, "CVSS %s of %s: %.1f", version(cvss.vector()), cvss.source(), cvss.score());
    }

    /// Version 2 has no prefix (FIRST, "CVSS v2 Complete Documentation", 2.4).
    private static String version(String vector) {
        return vector.startsWith("CVSS:") ? vector.substring(5, vector.indexOf('/')) : "2.0";
    }
}
