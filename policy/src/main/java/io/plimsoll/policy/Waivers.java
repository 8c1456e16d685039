package io.plimsoll.policy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Leak;
import io.plimsoll.model.SensitiveContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
            first(today, w -> w.covers(finding, names))
                    .ifPresentOrElse(w -> waived.add(new SuppressedFinding(finding, w)), () -> counting.add(finding));
        }
        return new Applied(
                counting, waived, all.stream().filter(w -> w.isExpired(today)).toList());
    }

    /// What of an image's content is waived, by the same rules.
    ///
    /// @param content null where nobody looked
    public WaivedContent apply(@Nullable SensitiveContent content, List<String> names, LocalDate today) {
        Map<Leak, Waiver> leaks = new HashMap<>();
        Map<CardNumbers, Waiver> cardNumbers = new HashMap<>();
        if (content != null) {
            content.leaks()
                    .forEach(leak -> first(today, w -> w.covers(leak, names)).ifPresent(w -> leaks.put(leak, w)));
            content.cardNumbers()
                    .forEach(cards ->
                            first(today, w -> w.covers(cards, names)).ifPresent(w -> cardNumbers.put(cards, w)));
        }
        return new WaivedContent(leaks, cardNumbers);
    }

    private Optional<Waiver> first(LocalDate today, Predicate<Waiver> covers) {
        return all.stream().filter(w -> !w.isExpired(today)).filter(covers).findFirst();
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
