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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All waivers of one file, or all exceptions of a Command Center.
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
        return apply(about(names, today), findings, names, today);
    }

    private Applied apply(List<Waiver> about, List<Finding> findings, List<String> names, LocalDate today) {
        List<Finding> counting = new ArrayList<>();
        List<SuppressedFinding> waived = new ArrayList<>();
        for (Finding finding : findings) {
            about.stream()
                    .filter(w -> w.covers(finding, names))
                    .findFirst()
                    .ifPresentOrElse(w -> waived.add(new SuppressedFinding(finding, w)), () -> counting.add(finding));
        }
        return new Applied(
                counting, waived, all.stream().filter(w -> w.isExpired(today)).toList());
    }

    /// What of an image's content is waived, by the same rules.
    ///
    /// @param content null where nobody looked
    public WaivedContent apply(@Nullable SensitiveContent content, List<String> names, LocalDate today) {
        return apply(about(names, today), content, names);
    }

    private static WaivedContent apply(List<Waiver> about, @Nullable SensitiveContent content, List<String> names) {
        Map<Leak, Waiver> leaks = new HashMap<>();
        Map<CardNumbers, Waiver> cardNumbers = new HashMap<>();
        if (content != null) {
            for (Leak leak : content.leaks()) {
                about.stream().filter(w -> w.covers(leak, names)).findFirst().ifPresent(w -> leaks.put(leak, w));
            }
            for (CardNumbers cards : content.cardNumbers()) {
                about.stream()
                        .filter(w -> w.covers(cards, names))
                        .findFirst()
                        .ifPresent(w -> cardNumbers.put(cards, w));
            }
        }
        return new WaivedContent(leaks, cardNumbers);
    }

    /// What is waived of an image. An image that nobody has scanned is never accepted as a whole: what nobody looked at
    /// is not known to be fine.
    public WaivedFacts apply(ImageFacts image, LocalDate today) {
        List<Waiver> about = about(image.names(), today);
        return new WaivedFacts(
                apply(about, image.findings(), image.names(), today),
                apply(about, image.sensitive(), image.names()),
                image.state() == ScanState.SCANNED ? wholly(about) : Optional.empty());
    }

    /// These, then those of others.
    public Waivers and(Waivers others) {
        return new Waivers(Stream.concat(all.stream(), others.all.stream()).toList());
    }

    /// The waiver by which an image of these names is accepted as a whole, if there is one.
    public Optional<Waiver> ofImage(List<String> names, LocalDate today) {
        return wholly(about(names, today));
    }

    private static Optional<Waiver> wholly(List<Waiver> about) {
        return about.stream().filter(Waiver::isOfImage).findFirst();
    }

    /// Those that count for an image of these names, worked out once for all its findings.
    private List<Waiver> about(List<String> names, LocalDate today) {
        return all.stream()
                .filter(w -> !w.isExpired(today) && w.images().covers(names))
                .toList();
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
