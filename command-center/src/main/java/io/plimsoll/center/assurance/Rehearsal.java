package io.plimsoll.center.assurance;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.audit.ImageEvents;
import io.plimsoll.center.images.Assessment;
import io.plimsoll.center.images.DueImage;
import io.plimsoll.center.images.EverKnown;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.model.Inventory;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.Violation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a policy that is not in force would have stopped: it is asked of everything that is stored. Nothing is changed
/// and nothing is fetched. A part of the images at a time, so that no call takes long.
final class Rehearsal {
    /// Starts that nobody refused.
    private static final List<EventType> STARTS = List.of(
            EventType.CONTAINER_START, EventType.CONTAINER_START_WOULD_REFUSE, EventType.CONTAINER_START_UNGOVERNED);

    /// An image that the policy would stop.
    ///
    /// @param names those under which it was started, if no host lists it any more
    /// @param starts that were let be
    record Stopped(EverKnown image, List<String> names, ImageEvents starts, List<Violation> violations) {}

    /// A part of a rehearsal.
    ///
    /// @param looked how many images it is about
    /// @param total how many there are in all
    /// @param next where the next part begins; empty after the last
    record Part(List<Stopped> stopped, int looked, Total total, Optional<Cursor> next) {}

    private final Database database;
    private final Images images;
    private final Intelligence intelligence;
    private final Policies policies;
    private final AuditTrail trail;
    private final Clock clock;
    private final KnownImages known;

    Rehearsal(
            Database database,
            Images images,
            Intelligence intelligence,
            Policies policies,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.images = images;
        this.intelligence = intelligence;
        this.policies = policies;
        this.trail = trail;
        this.clock = clock;
        this.known = new KnownImages(images, clock);
    }

    /// @param draft taken as if it were enforced from today on
    /// @param back how far back starts count; images that are gone are asked about if they started since
    Part rehearse(AssurancePolicy draft, Duration back, PageRequest page) {
        PolicySnapshot alone = policies.current().snapshot().rehearsing(draft);
        return intelligence.read(bundle -> database.read(transaction -> {
            List<EverKnown> read = images.everKnown(transaction, page);
            List<EverKnown> part = read.subList(0, Math.min(read.size(), page.limit()));
            Map<String, ImageEvents> starts = trail.ofImages(
                    transaction,
                    part.stream().map(one -> one.image().id()).toList(),
                    STARTS,
                    clock.instant().minus(back));
            List<Stopped> stopped = new ArrayList<>();
            for (EverKnown one : part) {
                ImageEvents lately = starts.getOrDefault(one.image().id(), ImageEvents.NONE);
                if (!one.gone() || lately.newest().isPresent()) {
                    judge(transaction, one, lately, bundle, alone).ifPresent(stopped::add);
                }
            }
            return new Part(
                    stopped,
                    part.size(),
                    images.everKnownTotal(transaction),
                    read.size() > part.size()
                            ? Optional.of(Cursor.of(part.getLast().image().id()))
                            : Optional.empty());
        }));
    }

    private Optional<Stopped> judge(
            Transaction transaction, EverKnown one, ImageEvents starts, Optional<Bundle> bundle, PolicySnapshot alone) {
        List<String> names =
                one.gone() ? List.of(starts.imageName()) : one.image().names();
        if (!alone.asksAbout(names)) {
            return Optional.empty();
        }
        DueImage image = one.image().withNames(names);
        Optional<Inventory> inventory = images.inventory(transaction, image.id());
        Optional<Assessment.Match> match =
                inventory.filter(i -> !image.isMatched()).map(i -> Matching.match(i, bundle, clock.instant()));
        ImageFacts facts = known.facts(transaction, image, inventory, match, bundle, alone);
        List<Violation> violations = alone.judge(facts, known.now()).violations();
        return violations.isEmpty() ? Optional.empty() : Optional.of(new Stopped(one, names, starts, violations));
    }
}
