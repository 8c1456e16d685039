package io.plimsoll.center.compliance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// S-6.1: two independent feeds that are fresh, and everything that runs in scope matched and ranked with them.
final class NewWeaknessesRule implements Rule {
    private static final Duration FRESH = Duration.ofHours(24);
    private static final int INDEPENDENT_FEEDS = 2;

    @Override
    public Outcome evaluate(Facts facts) {
        List<Member> members = new ArrayList<>();
        facts.imagesRunningInScope().forEach(i -> members.add(image(facts, i)));
        facts.hostsInScope()
                .forEach(h -> members.add(new Member(
                        "host", h.id(), h.name(), PciVerdict.NO_DATA, "the packages of the host are not scanned yet")));
        if (!members.isEmpty()) {
            members.add(feeds(facts));
        }
        return new Outcome(
                members,
                List.of(
                        Evidence.of(
                                "VulnFeed",
                                facts.at(),
                                facts.feeds().size() + " feeds, "
                                        + facts.feeds().stream()
                                                .filter(f -> facts.isWithin(f.updatedAt(), FRESH))
                                                .count()
                                        + " of them updated within 24 hours",
                                facts.feeds()),
                        Evidence.of(
                                "ImageScan",
                                facts.at(),
                                facts.imagesRunningInScope().size() + " images run in scope",
                                facts.imagesRunningInScope())));
    }

    private static Member image(Facts facts, ImageFact image) {
        List<String> broken = new ArrayList<>();
        if (image.scannedAt() == null) {
            broken.add("runs without having been scanned");
        } else if (!facts.isWithin(image.matchedAt(), FRESH)) {
            broken.add("was not matched with the advisories within 24 hours");
        }
        if (image.notAssessed() > 0) {
            broken.add(image.notAssessed() + " packages are of an ecosystem that no feed covers");
        }
        if (image.unranked() > 0) {
            broken.add(image.unranked() + " findings have no rank");
        }
        return Member.judged("image", image.id(), image.name(), broken, List.of(), "matched and ranked");
    }

    private static Member feeds(Facts facts) {
        if (facts.feeds().isEmpty()) {
            return new Member(
                    "product", "intelligence", "Cyber Intelligence", PciVerdict.NO_DATA, "there is no bundle");
        }
        long fresh = facts.feeds().stream()
                .filter(f -> facts.isWithin(f.updatedAt(), FRESH))
                .count();
        return Member.judged(
                "product",
                "intelligence",
                "Cyber Intelligence",
                fresh >= INDEPENDENT_FEEDS
                        ? List.of()
                        : List.of(fresh + " feeds were updated within 24 hours; the rule asks for two"),
                List.of(),
                fresh + " feeds are fresh");
    }
}
