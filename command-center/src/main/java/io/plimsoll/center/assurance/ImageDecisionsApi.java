package io.plimsoll.center.assurance;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.exceptions.Exceptions;
import io.plimsoll.center.images.ImageSelection;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ImageDecisions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What people decide about single images, over HTTP. Each decision is part of the signed policies.
@RestController
final class ImageDecisionsApi {
    private static final int LONGEST_REASON = 1000;
    private static final int SHORTEST_REASON = 3;

    record Disallowal(
            @Nullable List<@Nullable String> images,
            @Nullable String reason) {}

    record Allowance(
            @Nullable List<@Nullable String> images,
            @Nullable String reason,
            @Nullable String expiry) {}

    record Selected(@Nullable List<@Nullable String> images) {}

    record DisallowedView(String image, String reason, String by, Instant since) {
        static DisallowedView of(ImageDecisions.Disallowed one) {
            return new DisallowedView(one.image().toString(), one.reason(), one.by(), one.since());
        }
    }

    record DecisionsView(List<DisallowedView> disallowed, List<String> approvedBases) {}

    private final Database database;
    private final Images images;
    private final Policies policies;
    private final Exceptions exceptions;
    private final AuditTrail trail;
    private final Clock clock;

    ImageDecisionsApi(
            Database database, Images images, Policies policies, Exceptions exceptions, AuditTrail trail, Clock clock) {
        this.database = database;
        this.images = images;
        this.policies = policies;
        this.exceptions = exceptions;
        this.trail = trail;
        this.clock = clock;
    }

    /// What a pipeline needs to judge alike. There are never many.
    @GetMapping("/api/v1/image-decisions")
    @Permission("exceptions.use")
    DecisionsView inForce() {
        ImageDecisions decisions = database.read(images::decisions);
        return new DecisionsView(
                decisions.disallowed().stream().map(DisallowedView::of).toList(),
                decisions.approvedBases().stream()
                        .map(Digest::toString)
                        .sorted()
                        .toList());
    }

    @PostMapping("/api/v1/images/disallowance")
    @Permission("images.write")
    ImageSelection.Outcome disallow(Caller caller, @RequestBody Disallowal asked) {
        String reason = asked.reason() == null ? "" : asked.reason().strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    "'reason' says in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters why");
        }
        ImageSelection selection = ImageSelection.of(asked.images());
        return decide(selection, transaction -> id -> {
            List<String> names = images.disallow(transaction, id, reason, caller.name());
            record(
                    transaction,
                    event(EventType.IMAGE_DISALLOWED, caller, id, names).because(reason));
            return true;
        });
    }

    /// Takes back that it is disallowed, and accepts what a scan holds against it until the last day.
    @PostMapping("/api/v1/images/allowance")
    @Permission("images.write")
    ImageSelection.Outcome allow(Caller caller, @RequestBody Allowance asked) {
        exceptions.requireOfImage(caller, asked.reason(), asked.expiry());
        return decide(ImageSelection.of(asked.images()), transaction -> id -> {
            List<String> names = images.known(transaction, id);
            if (names.isEmpty()) {
                throw new ProblemException(
                        409, "image-nameless", "it has no name, and an exception is about a name; tag the image first");
            }
            boolean accepted =
                    exceptions.acceptImage(transaction, caller, names.getFirst(), asked.reason(), asked.expiry());
            boolean wasDisallowed = images.allow(transaction, id);
            record(
                    transaction,
                    event(EventType.IMAGE_ALLOWED, caller, id, names)
                            .detail("before", wasDisallowed ? "disallowed" : "not disallowed")
                            .detail("expiry", String.valueOf(asked.expiry()))
                            .because(String.valueOf(asked.reason())));
            return wasDisallowed || accepted;
        });
    }

    @PostMapping("/api/v1/images/base-approval")
    @Permission("images.write")
    ImageSelection.Outcome approveBase(Caller caller, @RequestBody Selected asked) {
        return decide(ImageSelection.of(asked.images()), transaction -> id -> {
            Optional<Digest> approved = images.approveBase(transaction, id, caller.name());
            approved.ifPresent(chainId -> record(
                    transaction,
                    event(EventType.IMAGE_BASE_APPROVED, caller, id, images.known(transaction, id))
                            .detail("chain-id", chainId.toString())));
            return approved.isPresent();
        });
    }

    @PostMapping("/api/v1/images/base-withdrawal")
    @Permission("images.write")
    ImageSelection.Outcome withdrawBase(Caller caller, @RequestBody Selected asked) {
        return decide(ImageSelection.of(asked.images()), transaction -> id -> {
            List<String> names = images.known(transaction, id);
            boolean wasApproved = images.withdrawBase(transaction, id);
            if (wasApproved) {
                record(transaction, event(EventType.IMAGE_BASE_WITHDRAWN, caller, id, names));
            }
            return wasApproved;
        });
    }

    private interface Decision {
        /// What is done to each image; it tells whether that changes what is in force.
        Predicate<Digest> in(Transaction transaction);
    }

    /// All at once, so that there is one new version of the policies.
    private ImageSelection.Outcome decide(ImageSelection selection, Decision decision) {
        return database.write(transaction -> {
            policies.lock(transaction);
            AtomicBoolean changed = new AtomicBoolean();
            Predicate<Digest> each = decision.in(transaction);
            ImageSelection.Outcome outcome = selection.each(id -> {
                if (each.test(id)) {
                    changed.set(true);
                }
            });
            if (changed.get()) {
                policies.signAgain(transaction);
            }
            return outcome;
        });
    }

    private void record(Transaction transaction, AuditEventBuilder event) {
        trail.append(transaction, event);
    }

    private AuditEventBuilder event(EventType type, Caller caller, Digest id, List<String> names) {
        String name = names.stream().findFirst().orElse("");
        return AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("image", id.toString(), name)
                .image(id.toString(), name);
    }
}
