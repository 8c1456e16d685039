package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bundle in use as the REST contract shows it.
///
/// @param state `none` or `in-use`
/// @param coverage ecosystems and releases that the bundle can speak about
public record IntelligenceView(
        String state,
        @Nullable String digest,
        @Nullable Instant builtAt,
        @Nullable Instant importedAt,
        @Nullable Integer advisories,
        List<String> coverage,
        List<SourceView> sources) {
    /// @param state `used` or `left-out`
    /// @param detail why it was left out, or what was skipped
    public record SourceView(
            String name,
            String date,
            int records,
            String state,
            @Nullable String detail) {
        static SourceView of(SourceReport source) {
            return new SourceView(
                    source.name(),
                    source.date(),
                    source.records(),
                    source.state() == SourceReport.State.READ ? "used" : "left-out",
                    source.problem());
        }
    }

    /// The bundle in use now.
    public static IntelligenceView of(Intelligence intelligence) {
        return intelligence.readCurrent(current -> current.map(IntelligenceView::of)
                .orElse(new IntelligenceView("none", null, null, null, null, List.of(), List.of())));
    }

    private static IntelligenceView of(BundleInUse.Current current) {
        return new IntelligenceView(
                "in-use",
                current.digest().toString(),
                current.bundle().identity().builtAt(),
                current.importedAt(),
                current.bundle().advisoryCount(),
                current.bundle().coverage().stream()
                        .map(Coverage::ecosystem)
                        .sorted()
                        .toList(),
                current.bundle().sources().stream().map(SourceView::of).toList());
    }
}
