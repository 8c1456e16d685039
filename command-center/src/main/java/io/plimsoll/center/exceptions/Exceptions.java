package io.plimsoll.center.exceptions;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.notifications.Notifications;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.WaivedFacts;
import io.plimsoll.policy.Waiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is accepted, by whom and until when. Every change of what is in force makes the next signed snapshot of the
/// policies, in the same transaction as its audit event.
public final class Exceptions {
    /// Whoever runs the host of the Center puts this file into its data folder; nobody can from the console.
    static final String CONFIRM = "confirm-exceptions";

    /// As many as a signed snapshot takes.
    static final int MOST = 1000;

    /// How many days before its last one the feed tells that an exception ends.
    static final int NOTICE_DAYS = 7;

    private final Database database;
    private final Policies policies;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;
    private final Notifications notifications;
    private final Path confirm;

    Exceptions(
            Database database,
            Policies policies,
            AuditTrail trail,
            Clock clock,
            Live live,
            Notifications notifications,
            Path data) {
        this.database = database;
        this.policies = policies;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
        this.notifications = notifications;
        this.confirm = data.resolve(CONFIRM);
    }

    /// Whether what is added now has to be confirmed by a second person.
    boolean needConfirmation() {
        return Files.exists(confirm);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Page<StoredException> list(ExceptionStore.Filter filter, PageRequest page) {
        return database.read(transaction -> Page.of(
                ExceptionStore.list(transaction, filter, page),
                page.limit(),
                ExceptionStore.total(transaction, filter, page),
                ExceptionStore::place));
    }

    /// An exception that was asked for.
    ///
    /// @param isNew whether there was none that says the same
    record Added(StoredException exception, boolean isNew) {}

    /// Adds one, unless there is one already that says the same.
    Added add(Caller caller, NewException asked) {
        Waiver waiver = asked.waiver(caller.name(), today());
        return database.write(transaction -> {
            policies.lock(transaction);
            Optional<StoredException> same = ExceptionStore.same(transaction, waiver);
            if (same.isPresent()) {
                return new Added(same.get(), false);
            }
            StoredException added = insert(transaction, caller, waiver);
            if (added.state(today()) != ExceptionState.WAITING) {
                policies.signAgain(transaction);
            }
            return new Added(added, true);
        });
    }

    /// Refuses a reason and a last day that no exception about an image can have.
    ///
    /// @throws ProblemException naming every mistake
    public void requireOfImage(Caller caller, @Nullable String reason, @Nullable String expiry) {
        ofImage(caller, "any", reason, expiry);
    }

    private Waiver ofImage(Caller caller, String name, @Nullable String reason, @Nullable String expiry) {
        return new NewException(Waiver.IMAGE, new NewException.NewScope(null, null, name), reason, expiry)
                .waiver(caller.name(), today());
    }

    /// Accepts an image as a whole, by its very name. What says the same already is left as it is. For a transaction
    /// that has the lock of the policies; the caller signs them.
    ///
    /// @param expiry the last day, within a year
    /// @return whether the exception is new and in force
    public boolean acceptImage(
            Transaction transaction, Caller caller, String name, @Nullable String reason, @Nullable String expiry) {
        Waiver waiver = ofImage(caller, name, reason, expiry);
        return ExceptionStore.same(transaction, waiver).isEmpty()
                && insert(transaction, caller, waiver).state(today()) != ExceptionState.WAITING;
    }

    private StoredException insert(Transaction transaction, Caller caller, Waiver waiver) {
        if (ExceptionStore.countOpen(transaction, today()) >= MOST) {
            throw new ProblemException(
                    409,
                    "too-many-exceptions",
                    "there are " + MOST + " exceptions already; withdraw some, or name more with one pattern");
        }
        UUID id = UUID.randomUUID();
        ExceptionStore.insert(transaction, id, waiver, needConfirmation(), clock.instant());
        StoredException added = ExceptionStore.find(transaction, id).orElseThrow();
        trail.append(
                transaction,
                event(EventType.EXCEPTION_ADDED, added).by(caller.name()).from(caller.source()));
        transaction.afterCommit(() -> live.changed("exceptions"));
        return added;
    }

    /// Puts in force what somebody else asked for.
    StoredException confirm(Caller caller, UUID id) {
        return database.write(transaction -> {
            policies.lock(transaction);
            StoredException waiting = open(transaction, id);
            if (waiting.state(today()) != ExceptionState.WAITING) {
                throw new ProblemException(
                        409,
                        "exception-not-waiting",
                        "the exception is " + waiting.state(today()).word() + "; there is nothing to confirm");
            }
            if (waiting.waiver().by().equals(caller.name())) {
                throw new ProblemException(
                        403, "exception-own", "who asked for an exception does not confirm it; somebody else has to");
            }
            ExceptionStore.confirm(transaction, id, caller.name(), clock.instant());
            StoredException confirmed = open(transaction, id);
            changed(
                    transaction,
                    confirmed,
                    event(EventType.EXCEPTION_CONFIRMED, confirmed)
                            .by(caller.name())
                            .from(caller.source()));
            return confirmed;
        });
    }

    /// Takes one back.
    StoredException withdraw(Caller caller, UUID id, String because) {
        return database.write(transaction -> {
            policies.lock(transaction);
            StoredException before = open(transaction, id);
            if (before.state(today()) == ExceptionState.WITHDRAWN) {
                throw new ProblemException(409, "exception-withdrawn", "the exception is withdrawn already");
            }
            ExceptionStore.withdraw(transaction, id, caller.name(), because, clock.instant());
            StoredException after = open(transaction, id);
            changed(
                    transaction,
                    after,
                    event(EventType.EXCEPTION_WITHDRAWN, after)
                            .by(caller.name())
                            .from(caller.source())
                            .detail("before", before.state(today()).word())
                            .because(because));
            return after;
        });
    }

    /// Records the end of those whose last day is over, and has everything judged again.
    void expire() {
        LocalDate today = today();
        Instant now = clock.instant();
        database.write(transaction -> {
            policies.lock(transaction);
            List<StoredException> expired = ExceptionStore.expire(transaction, today, now);
            if (!expired.isEmpty()) {
                policies.signAgain(transaction);
                trail.append(
                        transaction,
                        expired.stream()
                                .map(e -> event(EventType.EXCEPTION_EXPIRED, e)
                                        .by("system:center")
                                        .from("command-center"))
                                .toList());
                transaction.afterCommit(() -> live.changed("exceptions"));
            }
            return expired;
        });
    }

    /// Tells of those that end soon, each once.
    void tellOfEnds() {
        LocalDate today = today();
        database.write(transaction -> {
            List<Notifications.EndingException> ending =
                    ExceptionStore.ending(transaction, today, NOTICE_DAYS, clock.instant()).stream()
                            .map(e -> new Notifications.EndingException(
                                    e.id(),
                                    e.waiver().id(),
                                    e.waiver().reason(),
                                    e.waiver().expiry(),
                                    e.images()))
                            .toList();
            if (!ending.isEmpty()) {
                notifications.tell(transaction, ending);
            }
            return ending;
        });
    }

    /// Keeps which exceptions the judgement of an image made use of.
    ///
    /// @return the ids of all in force, by what they say
    public Map<Waiver, UUID> used(Transaction transaction, String image, WaivedFacts waived) {
        Map<Waiver, UUID> ids = ExceptionUses.byWaiver(ExceptionStore.inForce(transaction, today()));
        ExceptionUses.put(transaction, image, waived, ids);
        return ids;
    }

    private void changed(Transaction transaction, StoredException exception, AuditEventBuilder event) {
        if (exception.state(today()) != ExceptionState.WAITING) {
            policies.signAgain(transaction);
        }
        trail.append(transaction, event);
        transaction.afterCommit(() -> live.changed("exceptions"));
    }

    private AuditEventBuilder event(EventType type, StoredException exception) {
        Waiver waiver = exception.waiver();
        return AuditEvent.of(type, clock.instant())
                .on("exception", exception.id().toString(), waiver.id())
                .detail("package", waiver.packages())
                .detail("path", waiver.paths())
                .detail("image", String.join(", ", waiver.images().images()))
                .detail("why", waiver.reason())
                .detail("expiry", waiver.expiry().toString())
                .detail("author", waiver.by())
                .detail("after", exception.state(today()).word());
    }

    private static StoredException open(Transaction transaction, UUID id) {
        return ExceptionStore.find(transaction, id)
                .orElseThrow(
                        () -> ProblemException.notFound("exception-unknown", "there is no exception '" + id + "'"));
    }
}
