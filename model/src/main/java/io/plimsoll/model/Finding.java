package io.plimsoll.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One vulnerability of one package at one place, with its proof.
///
/// @param id the best-known id: CVE where there is one
/// @param aliases the other ids of the same thing, sorted
/// @param software the package that it is about
/// @param fixedVersions lowest first; empty unless the status is `FIXED`
/// @param severity by CVSS where there is a vector, else the source's word
/// @param severityWhy which of the scores and ratings that is, for people
/// @param cvss the first of the scores, which counts; null where no vector is known
/// @param scores every vector that anybody gave, with who gave it, the best first
/// @param ratings what each source calls it in its own words, one a source
/// @param kev whether CISA lists it as exploited
/// @param epss probability of exploitation within 30 days, 0 to 1; null where unknown
/// @param ssvc how CISA weighs it; null where it has not
/// @param title one line of the advisory; empty where it has none
/// @param published ISO 8601 date or instant of the advisory; empty where unknown
/// @param why which range of which source matched which version, for people
public record Finding(
        String id,
        List<String> aliases,
        SoftwarePackage software,
        List<String> fixedVersions,
        FindingStatus status,
        Severity severity,
        String severityWhy,
        @Nullable Cvss cvss,
        List<Cvss> scores,
        List<Rating> ratings,
        boolean kev,
        @Nullable Double epss,
        @Nullable Ssvc ssvc,
        String title,
        String published,
        String why) {
    public Finding {
        aliases = List.copyOf(aliases);
        fixedVersions = List.copyOf(fixedVersions);
        scores = List.copyOf(scores);
        ratings = List.copyOf(ratings);
    }

    /// One source's own word on the severity.
    public record Rating(String source, Severity severity) {}

    /// A finding with at most one score, which tells no more of its severity.
    public Finding(
            String id,
            List<String> aliases,
            SoftwarePackage software,
            List<String> fixedVersions,
            FindingStatus status,
            Severity severity,
            @Nullable Cvss cvss,
            boolean kev,
            @Nullable Double epss,
            String title,
            String published,
            String why) {
        this(
                id,
                aliases,
                software,
                fixedVersions,
                status,
                severity,
                "",
                cvss,
                cvss == null ? List.of() : List.of(cvss),
                List.of(),
                kev,
                epss,
                null,
                title,
                published,
                why);
    }
}
