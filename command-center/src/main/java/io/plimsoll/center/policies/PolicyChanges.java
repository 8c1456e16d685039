package io.plimsoll.center.policies;

import io.plimsoll.policy.LineDiff;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one version of a policy made of another.
///
/// @param since null if there was none before
record PolicyChanges(@Nullable Long since, long version, List<Line> lines) {
    /// @param before number of the line; null if it is not there
    /// @param after number of the line; null if it is not there
    record Line(
            String sign,
            String text,
            @Nullable Integer before,
            @Nullable Integer after) {
        static Line of(LineDiff.Line line) {
            return new Line(
                    line.sign().name().toLowerCase(Locale.ROOT),
                    line.text(),
                    line.before() == 0 ? null : line.before(),
                    line.after() == 0 ? null : line.after());
        }
    }

    static PolicyChanges of(Optional<PolicyVersion> before, PolicyVersion after) {
        return new PolicyChanges(
                before.map(PolicyVersion::version).orElse(null),
                after.version(),
                LineDiff.of(before.map(PolicyVersion::document).orElse(""), after.document()).stream()
                        .map(Line::of)
                        .toList());
    }
}
