package io.plimsoll.center.assurance;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.advisories.versions.PackageVersions;
import io.plimsoll.center.images.Assessment;
import io.plimsoll.center.images.DueImage;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.images.UncoveredEcosystem;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.policy.Circumstances;
import io.plimsoll.policy.ImageContext;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.PolicySnapshot;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts together all that is known of one image, so that policies can judge it.
final class KnownImages {
    private final Images images;
    private final Clock clock;

    KnownImages(Images images, Clock clock) {
        this.images = images;
        this.clock = clock;
    }

    /// What judgement needs to know besides the image, now.
    Circumstances now() {
        return new Circumstances(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), PackageVersions::compare);
    }

    /// @param inventory empty if the image was not scanned
    /// @param match empty if the last one still holds
    /// @param policies that will judge
    ImageFacts facts(
            Transaction transaction,
            DueImage image,
            Optional<Inventory> inventory,
            Optional<Assessment.Match> match,
            Optional<Bundle> bundle,
            PolicySnapshot policies) {
        if (inventory.isEmpty()) {
            return ImageFacts.notScanned(image.names(), image.state(), digests(transaction, image.id()));
        }
        List<UncoveredEcosystem> notAssessed =
                match.map(Assessment.Match::notAssessed).orElse(image.notAssessed());
        return ImageFacts.scanned(
                image.names(),
                inventory.get(),
                match.map(Assessment.Match::findings).orElseGet(() -> images.findings(transaction, image.id())),
                notAssessed.stream().map(UncoveredEcosystem::sentence).toList(),
                new ImageContext(
                        image.scannedAt()
                                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                                .orElse(null),
                        bundle.flatMap(b -> Matcher.endOfLife(inventory.get().distribution(), b))
                                .orElse(null),
                        digests(transaction, image.id()),
                        null,
                        policies.asksForRunningVersion(image.names())
                                ? images.runningVersion(transaction, image)
                                : null));
    }

    private Set<Digest> digests(Transaction transaction, String image) {
        Set<Digest> digests = new HashSet<>(Set.of(Digest.parse(image)));
        images.digests(transaction, image).stream()
                .map(named -> named.substring(named.indexOf('@') + 1))
                .filter(text -> text.matches("sha256:[0-9a-f]{64}"))
                .map(Digest::parse)
                .forEach(digests::add);
        return digests;
    }
}
