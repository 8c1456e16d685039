package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report as the REST contract shows it and as it is kept.
record PciReportView(
        String catalogueVersion,
        String standardCurrent,
        String standardSeed,
        Instant startedAt,
        Instant endedAt,
        String disclaimer,
        double percentPassing,
        Map<String, Integer> counts,
        List<ResultView> results,
        String hash) {
    /// As many members of a result are shown.
    private static final int MOST_MEMBERS = 1_000;

    record ResultView(
            String key,
            List<String> idsV321,
            List<String> idsV401,
            String title,
            String intent,
            String verdict,
            String reason,
            String populationDescription,
            int population,
            Map<String, Integer> counts,
            List<MemberView> members,
            List<EvidenceView> evidence,
            @Nullable String note) {
        static ResultView of(PciResult result) {
            CatalogueEntry entry = result.entry();
            return new ResultView(
                    entry.key(),
                    entry.idsV321(),
                    entry.idsV401(),
                    entry.title(),
                    entry.intent(),
                    result.verdict().word(),
                    result.reason(),
                    entry.population(),
                    result.members().size(),
                    words(result.counts()),
                    result.members().stream()
                            .limit(MOST_MEMBERS)
                            .map(MemberView::of)
                            .toList(),
                    result.evidence().stream().map(EvidenceView::of).toList(),
                    entry.note().isEmpty() ? null : entry.note());
        }
    }

    record MemberView(String kind, String id, String name, String verdict, String reason) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.kind(), member.id(), member.name(), member.verdict().word(), member.reason());
        }
    }

    record EvidenceView(String fact, Instant at, String summary, String hash) {
        static EvidenceView of(Evidence evidence) {
            return new EvidenceView(
                    evidence.fact(),
                    evidence.at(),
                    evidence.summary(),
                    evidence.hash().toString());
        }
    }

    static PciReportView of(PciReport report) {
        Catalogue catalogue = report.catalogue();
        return new PciReportView(
                catalogue.version(),
                catalogue.current(),
                catalogue.seed(),
                report.startedAt(),
                report.endedAt(),
                catalogue.disclaimer(),
                report.percentPassing(),
                words(report.counts()),
                report.results().stream().map(ResultView::of).toList(),
                report.hash().toString());
    }

    static Map<String, Integer> words(Map<PciVerdict, Integer> counts) {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (PciVerdict verdict : PciVerdict.values()) {
            words.put(verdict.word(), counts.getOrDefault(verdict, 0));
        }
        return words;
    }
}
