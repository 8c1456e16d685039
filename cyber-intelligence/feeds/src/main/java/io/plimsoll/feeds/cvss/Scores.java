package io.plimsoll.feeds.cvss;

import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.model.Cvss;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Scores vectors and puts them in the order in which they count: version 3.1, 3.0, 4.0, 2.0; within a version
/// the NVD, the CNA, GHSA, CISA's enrichment, then others by name; then the text of the vector.
///
/// 3.1 goes before 4.0 because nearly every vulnerability has one, so that severities can be compared.
public final class Scores {
    private static final Pattern V2 = Pattern.compile("[A-Za-z]+:[A-Z]+(/[A-Za-z]+:[A-Z]+){2,20}");
    private static final Pattern V3_V4 = Pattern.compile("CVSS:(3\\.0|3\\.1|4\\.0)(/[A-Z]+:[A-Za-z]+){3,40}");

    private static final List<String> VERSIONS = List.of("CVSS:3.1", "CVSS:3.0", "CVSS:4.0");
    private static final List<String> SOURCES = List.of("nvd", "cna", "ghsa", "cisa-adp");

    private static final Comparator<Vector> BEST_FIRST = Comparator.comparingInt((Vector v) -> place(
                    VERSIONS, v.vector().substring(0, Math.min(8, v.vector().length()))))
            .thenComparingInt(v -> place(SOURCES, v.source()))
            .thenComparing(Vector::source)
            .thenComparing(Vector::vector);

    private Scores() {}

    private static int place(List<String> order, String item) {
        int index = order.indexOf(item);
        return index < 0 ? order.size() : index;
    }

    /// Whether the text has the form of a vector; only then is it given to the calculator.
    static boolean isVector(String text) {
        return text.length() <= 300
                && (V3_V4.matcher(text).matches() || V2.matcher(text).matches());
    }

    /// Each different vector once, the best first; those that cannot be scored are left out.
    public static List<Cvss> of(Collection<Vector> vectors) {
        Map<String, Cvss> byText = new LinkedHashMap<>();
        vectors.stream()
                .filter(vector -> isVector(vector.vector()))
                .sorted(BEST_FIRST)
                .forEach(vector -> score(vector.vector())
                        .ifPresent(score -> byText.putIfAbsent(
                                vector.vector(), new Cvss(score, vector.vector(), vector.source()))));
        return List.copyOf(byText.values());
    }

    /// The base score; empty if the vector lacks a metric or has one that does not exist.
    static Optional<Double> score(String vector) {
        try {
            us.springett.cvss.Cvss cvss = us.springett.cvss.Cvss.fromVector(vector);
            if (cvss == null) {
                return Optional.empty();
            }
            double score = cvss.calculateScore().getBaseScore();
            return score >= 0 && score <= 10 ? Optional.of(score) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
