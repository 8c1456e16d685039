package io.plimsoll.policy;

import io.plimsoll.model.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// All waivers of one file.
public record Waivers(List<Waiver> all) {
    /// Nothing is waived.
    public static final Waivers NONE = new Waivers(List.of());

    public Waivers {
        all = List.copyOf(all);
    }

    /// Parts findings into those that count and those that are waived. Of several waivers the first one counts; an
    /// expired one never does.
    ///
    /// @param names of the image
    public Applied apply(List<Finding> findings, List<String> names, LocalDate today) {
        List<Finding> counting = new ArrayList<>();
        List<SuppressedFinding> waived = new ArrayList<>();
        for (Finding finding : findings) {
            all.stream()
                    .filter(w -> !w.isExpired(today) && w.covers(finding, names))
                    .findFirst()
                    .ifPresentOrElse(w -> waived.add(new SuppressedFinding(finding, w)), () -> counting.add(finding));
        }
        return new Applied(
                counting, waived, all.stream().filter(w -> w.isExpired(today)).toList());
    }

    /// @param counting findings that policies judge
    /// @param expired waivers that did not count any more, whatever they were about
    public record Applied(List<Finding> counting, List<SuppressedFinding> waived, List<Waiver> expired) {
        public Applied {
            counting = List.copyOf(counting);
            waived = List.copyOf(waived);
            expired = List.copyOf(expired);
        }
    }
}
