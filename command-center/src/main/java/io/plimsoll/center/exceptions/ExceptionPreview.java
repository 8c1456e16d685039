package io.plimsoll.center.exceptions;

import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.policy.Waiver;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Works out what an exception would be about, from what is stored now.
final class ExceptionPreview {
    /// How many images are named.
    private static final int NAMED = 20;

    private final Database database;
    private final Images images;

    ExceptionPreview(Database database, Images images) {
        this.database = database;
        this.images = images;
    }

    /// One image of which something would be accepted.
    ///
    /// @param findings leaks and places with card numbers included
    record Match(String id, String name, int runningContainers, int findings) {}

    /// @param runningImages how many of the images run
    /// @param matches those with the most findings
    record Preview(int images, int runningImages, int findings, List<Match> matches) {}

    Preview of(Waiver waiver) {
        Map<String, Match> found = new LinkedHashMap<>();
        database.read(transaction -> {
            if (waiver.isOfImage()) {
                images.eachImage(transaction, place -> {
                    if (waiver.images().covers(place.names())) {
                        add(found, place, place.findings());
                    }
                });
            } else if (waiver.isOfContent()) {
                images.eachContent(transaction, (place, content) -> {
                    long covered = content.leaks().stream()
                                    .filter(leak -> waiver.covers(leak, place.names()))
                                    .count()
                            + content.cardNumbers().stream()
                                    .filter(cards -> waiver.covers(cards, place.names()))
                                    .count();
                    if (covered > 0) {
                        add(found, place, (int) covered);
                    }
                });
            } else {
                images.eachFinding(transaction, waiver.id(), (place, finding) -> {
                    if (waiver.covers(finding, place.names())) {
                        add(found, place, 1);
                    }
                });
            }
            return true;
        });
        return new Preview(
                found.size(),
                (int) found.values().stream()
                        .filter(m -> m.runningContainers() > 0)
                        .count(),
                found.values().stream().mapToInt(Match::findings).sum(),
                found.values().stream()
                        .sorted(Comparator.comparingInt(Match::findings)
                                .reversed()
                                .thenComparing(Match::name))
                        .limit(NAMED)
                        .toList());
    }

    private static void add(Map<String, Match> found, Images.Place place, int findings) {
        found.merge(
                place.id(),
                new Match(place.id(), place.name(), place.runningContainers(), findings),
                (one, other) ->
                        new Match(one.id(), one.name(), one.runningContainers(), one.findings() + other.findings()));
    }
}
