package io.plimsoll.center.assurance;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.advisories.matching.Rematch;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.exceptions.Exceptions;
import io.plimsoll.center.images.Assessment;
import io.plimsoll.center.images.DueImage;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.images.SevereNews;
import io.plimsoll.center.intelligence.BundleTaken;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.notifications.Notifications;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.Circumstances;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.WaivedFacts;
import io.plimsoll.policy.Waiver;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Assesses images that are due, one at a time, those of running containers first. Several Centers share the work.
final class Assurance {
    /// Findings are worked out anew at least this often even if no bundle says anything new, so that the probabilities
    /// shown with them are not old.
    static final Duration FINDINGS_HOLD = Duration.ofHours(12);

    /// How long it is remembered what bundles changed.
    static final Duration CHANGES_KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(Assurance.class);

    private final Database database;
    private final Images images;
    private final Intelligence intelligence;
    private final Policies policies;
    private final Exceptions exceptions;
    private final Notifications notifications;
    private final AuditTrail trail;
    private final Clock clock;
    private final KnownImages known;
    private LocalDate judgedOn = LocalDate.EPOCH;

    Assurance(
            Database database,
            Images images,
            Intelligence intelligence,
            Policies policies,
            Exceptions exceptions,
            Notifications notifications,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.images = images;
        this.intelligence = intelligence;
        this.policies = policies;
        this.exceptions = exceptions;
        this.notifications = notifications;
        this.trail = trail;
        this.clock = clock;
        this.known = new KnownImages(images, clock);
    }

    /// On another day the same facts may be judged otherwise.
    void judgeAgainOnNewDay() {
        LocalDate today = known.now().today();
        if (!today.equals(judgedOn)) {
            judgedOn = today;
            if (policies.current().snapshot().dependsOnDay()) {
                images.allDue();
            }
        }
    }

    /// Another bundle is in use.
    void matchAgain(BundleTaken taken) {
        if (taken.before().isEmpty()) {
            images.allDue();
            return;
        }
        Bundle before = taken.before().get();
        try {
            Rematch rematch = new Rematch(before, taken.after());
            int due = images.due(
                    rematch,
                    before.identity().digest().toString(),
                    taken.after().identity());
            LOG.info(
                    "the new bundle says something else about {} packages; {} images are matched again",
                    rematch.change().packages().size(),
                    due);
        } catch (BundleRefusedException e) {
            LOG.warn("the bundle before cannot be read to its end; all images are matched again", e);
            images.allDue();
        }
    }

    /// Assesses all that is due.
    void assessDue() {
        while (intelligence.read(this::assessOne) && !Thread.currentThread().isInterrupted()) {
            // Each image has a transaction of its own, so that its result shows at once.
        }
    }

    private boolean assessOne(Optional<Bundle> bundle) {
        PolicySnapshot snapshot = policies.current().snapshot();
        AtomicReference<String> taken = new AtomicReference<>("");
        try {
            return database.write(transaction -> images.takeDue(transaction)
                    .map(image -> {
                        taken.set(image.id());
                        assess(transaction, image, bundle, snapshot);
                        return true;
                    })
                    .orElse(false));
        } catch (RuntimeException e) {
            // One image that cannot be assessed must not keep the others waiting; it keeps its last verdict.
            LOG.error("the image {} could not be assessed", taken.get(), e);
            images.notDue(taken.get());
            return !taken.get().isEmpty();
        }
    }

    private void assess(Transaction transaction, DueImage image, Optional<Bundle> bundle, PolicySnapshot snapshot) {
        Optional<Inventory> inventory = images.inventory(transaction, image.id());
        Optional<Assessment.Match> match =
                inventory.filter(i -> isMatchOld(image, bundle)).map(i -> Matching.match(i, bundle, clock.instant()));
        ImageFacts facts = known.facts(transaction, image, inventory, match, bundle, snapshot);
        Circumstances now = known.now();
        WaivedFacts waived = snapshot.waivers().apply(facts, now.today());
        Judgement judgement = snapshot.judge(facts, waived, now);
        Assessment assessment = new Assessment(
                match,
                image.isMatched(),
                judgement,
                snapshot.version(),
                places(facts, waived, exceptions.used(transaction, image.id(), waived)),
                (int) waived.findings().waived().stream()
                        .filter(f -> f.finding().severity().compareTo(Severity.HIGH) >= 0)
                        .count());
        tell(transaction, image, assessment, images.assessed(transaction, image.id(), assessment));
        record(transaction, image, judgement);
    }

    /// What is new in the very first bundle is no news.
    private void tell(Transaction transaction, DueImage image, Assessment assessment, Collection<SevereNews> news) {
        if (news.isEmpty() || image.bundle().isEmpty() || assessment.match().isEmpty()) {
            return;
        }
        long running = images.running(transaction, image.id());
        if (running > 0) {
            notifications.tell(
                    transaction,
                    new Notifications.RunningImage(
                            image.id(),
                            image.names().isEmpty() ? image.id() : image.names().getFirst(),
                            running),
                    assessment.match().get().bundle(),
                    news);
        }
    }

    /// Which findings do not count, by their places among all, and by which exception.
    private static Map<Integer, UUID> places(ImageFacts facts, WaivedFacts waived, Map<Waiver, UUID> exceptions) {
        Map<Finding, Suppression> suppressed = new HashMap<>();
        waived.findings().waived().forEach(f -> suppressed.put(f.finding(), f.suppression()));
        Map<Integer, UUID> places = new HashMap<>();
        if (!suppressed.isEmpty()) {
            for (int place = 0; place < facts.findings().size(); place++) {
                Suppression by = suppressed.get(facts.findings().get(place));
                UUID exception = by == null ? null : exceptions.get(by);
                if (exception != null) {
                    places.put(place, exception);
                }
            }
        }
        return places;
    }

    private boolean isMatchOld(DueImage image, Optional<Bundle> bundle) {
        String wanted = bundle.map(b -> b.identity().digest().toString()).orElse("");
        return !image.isMatched()
                || !image.bundle().equals(wanted)
                || image.findingsAt()
                        .filter(clock.instant().minus(FINDINGS_HOLD)::isAfter)
                        .isPresent();
    }

    /// A verdict that became another one is an event; that a new image is fine is none.
    private void record(Transaction transaction, DueImage image, Judgement judgement) {
        String before = image.verdict();
        String after = judgement.word();
        boolean unremarkable =
                before.equals("pending") && Set.of("admitted", "pending").contains(after);
        if (before.equals(after) || unremarkable) {
            return;
        }
        String name = image.names().isEmpty() ? "" : image.names().getFirst();
        AuditEventBuilder event = AuditEvent.of(EventType.IMAGE_VERDICT_CHANGED, clock.instant())
                .by("system:center")
                .from("assurance")
                .on("image", image.id(), name)
                .image(image.id(), name)
                .detail("before", before)
                .detail("after", after)
                .detail("scan", image.state() == ScanState.SCANNED ? "scanned" : "not scanned");
        judgement
                .deciding()
                .ifPresent(violation ->
                        event.decidedBy(violation.policy(), violation.rule()).because(violation.reason()));
        trail.append(transaction, event);
    }
}
