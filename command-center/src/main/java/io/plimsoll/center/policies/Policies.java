package io.plimsoll.center.policies;

import com.google.protobuf.ByteString;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.keys.SigningKey;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.Authorship;
import io.plimsoll.policy.HostPolicy;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.KnownServices;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.PolicyReading;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.Precedence;
import io.plimsoll.policy.RuntimePolicy;
import io.plimsoll.policy.SnapshotDocument;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What is in force. Every change makes the next version of the whole snapshot, signed, in the same transaction as its
/// audit event.
public final class Policies {
    private final Database database;
    private final AcceptedFindings accepted;
    private final DecidedImages decided;
    private final ServicesInScopes services;
    private final SigningKey key;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;
    private final List<Consumer<SignedPolicies>> followers = new CopyOnWriteArrayList<>();
    private volatile SignedPolicies current;

    Policies(
            Database database,
            AcceptedFindings accepted,
            DecidedImages decided,
            ServicesInScopes services,
            SigningKey key,
            AuditTrail trail,
            Clock clock,
            Live live) {
        this.database = database;
        this.accepted = accepted;
        this.decided = decided;
        this.services = services;
        this.key = key;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
        this.current = database.read(PolicyStore::newest).orElseGet(this::makeDefaults);
    }

    /// What is in force now.
    public SignedPolicies current() {
        return current;
    }

    /// Someone who wants to know of every change.
    public void addFollower(Consumer<SignedPolicies> follower) {
        followers.add(follower);
    }

    /// Takes over what another Center on this database changed.
    void refresh() {
        if (database.read(PolicyStore::newestVersion) > current.version()) {
            inForce(database.read(PolicyStore::newest).orElseThrow());
        }
    }

    private synchronized void inForce(SignedPolicies signed) {
        if (signed.version() > current.version()) {
            current = signed;
            followers.forEach(follower -> follower.accept(signed));
            live.changed("policies");
        }
    }

    private SignedPolicies makeDefaults() {
        PolicySnapshot defaults = PolicySnapshot.defaults();
        List<Policy> policies = Stream.concat(
                        Stream.<Policy>concat(defaults.assurance().stream(), defaults.runtime().stream()),
                        Stream.of(defaults.host()))
                .toList();
        return database.write(transaction -> {
            PolicyStore.lock(transaction);
            Optional<SignedPolicies> madeMeanwhile = PolicyStore.newest(transaction);
            if (madeMeanwhile.isPresent()) {
                return madeMeanwhile.get();
            }
            Instant now = clock.instant();
            policies.forEach(policy -> put(
                    transaction,
                    policy,
                    new PolicyVersion(1, PolicyDocument.write(policy), now, "system:center", Optional.empty())));
            SignedPolicies signed = signNext(transaction);
            trail.append(
                    transaction,
                    policies.stream()
                            .map(policy -> AuditEvent.of(EventType.POLICY_CHANGED, now)
                                    .by("system:center")
                                    .from("start of the server")
                                    .on("policy", policy.name(), policy.name())
                                    .detail("before", "")
                                    .detail("after", PolicyDocument.write(policy))
                                    .detail("version", "1"))
                            .toList());
            return signed;
        });
    }

    private SignedPolicies signNext(Transaction transaction) {
        List<StoredPolicy> all = PolicyStore.all(transaction);
        KnownServices known = services.known(transaction);
        Map<String, Authorship> authors = new HashMap<>();
        all.forEach(stored -> authors.put(
                stored.policy().name(), new Authorship(stored.version(), stored.changedBy(), stored.changedAt())));
        PolicySnapshot snapshot = SnapshotDocument.of(
                PolicyStore.newestVersion(transaction) + 1,
                all.stream().map(stored -> stored.policy(known)).toList(),
                accepted.inForce(transaction),
                authors,
                decided.inForce(transaction));
        byte[] document = SnapshotDocument.write(snapshot);
        SignedPolicies signed = new SignedPolicies(
                snapshot, ByteString.copyFrom(document), ByteString.copyFrom(key.sign("plimsoll-snapshot", document)));
        PolicyStore.insert(transaction, signed, clock.instant());
        return signed;
    }

    Page<StoredPolicy> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                PolicyStore.list(transaction, page),
                page.limit(),
                PolicyStore.total(transaction),
                stored -> Cursor.of(stored.policy().name())));
    }

    /// Those about images, then those about what runs inside, each in the order in which they count.
    Page<StoredPolicy> listByPrecedence(PageRequest page) {
        Map<String, Integer> order = order();
        List<StoredPolicy> all = database.read(PolicyStore::all).stream()
                .sorted(Comparator.comparingInt((StoredPolicy stored) -> place(stored.policy()))
                        .thenComparing(
                                stored -> order.getOrDefault(stored.policy().name(), Integer.MAX_VALUE)))
                .toList();
        int from = Math.clamp(page.after().map(cursor -> cursor.number(0)).orElse(0L), 0, all.size());
        return Page.of(
                all.subList(from, Math.min(from + page.rows(), all.size())),
                page.limit(),
                Total.of(all.size()),
                last -> Cursor.of(all.indexOf(last) + 1));
    }

    private static int place(Policy policy) {
        return switch (policy) {
            case AssurancePolicy _ -> 0;
            case RuntimePolicy _ -> 1;
            case HostPolicy _ -> 2;
        };
    }

    /// Which place each policy in force has among those of its kind, from 1; by its name. See [Precedence].
    Map<String, Integer> order() {
        PolicySnapshot snapshot = current.snapshot();
        Map<String, Integer> order = new HashMap<>();
        List<AssurancePolicy> ofImages = snapshot.assurance().stream()
                .sorted(Precedence.ofImages(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .toList();
        ofImages.forEach(policy -> order.put(policy.name(), ofImages.indexOf(policy) + 1));
        List<RuntimePolicy> ofRuntime =
                snapshot.runtime().stream().sorted(Precedence.ofRuntime()).toList();
        ofRuntime.forEach(policy -> order.put(policy.name(), ofRuntime.indexOf(policy) + 1));
        return order;
    }

    /// Reads a text that somebody is still writing.
    PolicyReading check(DraftText text) {
        return database.read(transaction -> PolicyDocument.read(text.required(), services.known(transaction)));
    }

    /// The policy of a text that is not in force.
    ///
    /// @throws ProblemException naming every mistake
    public Policy draft(DraftText text) {
        return database.read(transaction -> text.policy(services.known(transaction)));
    }

    /// The text of a policy in force with the images of the services that its scope names; empty if it names none.
    ///
    /// @param policy as it is written
    Optional<String> withImagesOfServices(Policy policy) {
        if (!namesService(policy)) {
            return Optional.empty();
        }
        PolicySnapshot snapshot = current.snapshot();
        return Stream.<Policy>concat(snapshot.assurance().stream(), snapshot.runtime().stream())
                .filter(inForce -> inForce.name().equals(policy.name()))
                .findFirst()
                .map(PolicyDocument::write);
    }

    StoredPolicy find(String name) {
        return database.read(transaction -> PolicyStore.find(transaction, name)).orElseThrow(() -> unknown(name));
    }

    /// Creates or replaces a policy.
    StoredPolicy put(Caller caller, String name, String document) {
        return database.write(transaction -> {
            PolicyStore.lock(transaction);
            Policy policy = new DraftText(document).policy(services.known(transaction));
            if (!policy.name().equals(name)) {
                throw invalid(List.of("the document is of '" + policy.name() + "', the path of '" + name + "'"));
            }
            return change(transaction, caller, policy, document, Optional.empty());
        });
    }

    /// Brings back the text that a policy had, also of one that was removed since.
    StoredPolicy restore(Caller caller, String name, long version) {
        return database.write(transaction -> {
            PolicyStore.lock(transaction);
            PolicyVersion wanted = version(transaction, name, version);
            if (wanted.isRemoval()) {
                throw new ProblemException(
                        409,
                        "policy-version-removed",
                        "version " + version + " took the policy '" + name + "' away, so there is no text to bring"
                                + " back; choose another version");
            }
            return change(
                    transaction,
                    caller,
                    new DraftText(wanted.document()).policy(services.known(transaction)),
                    wanted.document(),
                    Optional.of(version));
        });
    }

    private StoredPolicy change(
            Transaction transaction, Caller caller, Policy policy, String document, Optional<Long> restored) {
        String before = PolicyStore.find(transaction, policy.name())
                .map(StoredPolicy::document)
                .orElse("");
        PolicyVersion after = new PolicyVersion(
                PolicyStore.newestVersion(transaction) + 1, document, clock.instant(), caller.name(), restored);
        StoredPolicy stored = put(transaction, policy, after);
        publish(transaction, caller, EventType.POLICY_CHANGED, policy.name(), before, after);
        return stored;
    }

    private static StoredPolicy put(Transaction transaction, Policy policy, PolicyVersion version) {
        StoredPolicy stored =
                new StoredPolicy(version.document(), version.version(), version.changedAt(), version.changedBy());
        PolicyStore.put(transaction, policy.name(), policy.kind(), stored);
        PolicyVersionStore.insert(transaction, policy.name(), version);
        return stored;
    }

    void delete(Caller caller, String name) {
        if (name.equals(HostPolicy.NAME)) {
            throw new ProblemException(
                    409, "policy-required", "the policy '" + name + "' cannot be removed; replace it instead");
        }
        database.write(transaction -> {
            PolicyStore.lock(transaction);
            String before = PolicyStore.find(transaction, name)
                    .orElseThrow(() -> unknown(name))
                    .document();
            PolicyStore.delete(transaction, name);
            PolicyVersion removal = new PolicyVersion(
                    PolicyStore.newestVersion(transaction) + 1, "", clock.instant(), caller.name(), Optional.empty());
            PolicyVersionStore.insert(transaction, name, removal);
            return publish(transaction, caller, EventType.POLICY_DELETED, name, before, removal);
        });
    }

    /// What a policy was, newest first; also of one that was removed.
    Page<PolicyVersion> versions(String name, PageRequest page) {
        return database.read(transaction -> {
            Page<PolicyVersion> versions = Page.of(
                    PolicyVersionStore.list(transaction, name, page),
                    page.limit(),
                    PolicyVersionStore.total(transaction, name),
                    version -> Cursor.of(version.version()));
            if (versions.total().value() == 0) {
                throw unknown(name);
            }
            return versions;
        });
    }

    PolicyVersion version(String name, long version) {
        return database.read(transaction -> version(transaction, name, version));
    }

    private static PolicyVersion version(Transaction transaction, String name, long version) {
        return PolicyVersionStore.find(transaction, name, version)
                .orElseThrow(() -> ProblemException.notFound(
                        "policy-version-unknown",
                        "the policy '" + name + "' has no version " + version + "; list its versions to see which"));
    }

    /// What a version made of another.
    ///
    /// @param since empty means the one that it replaced
    PolicyChanges changes(String name, long version, Optional<Long> since) {
        return database.read(transaction -> {
            PolicyVersion after = version(transaction, name, version);
            Optional<PolicyVersion> before = since.isPresent()
                    ? Optional.of(version(transaction, name, since.get()))
                    : PolicyVersionStore.before(transaction, name, version);
            return PolicyChanges.of(before, after);
        });
    }

    /// Lets nobody else change what is in force until the transaction ends.
    public void lock(Transaction transaction) {
        PolicyStore.lock(transaction);
    }

    /// Exceptions or decisions about images are others: what is in force is signed anew, with the next version. The
    /// caller holds the lock.
    public void signAgain(Transaction transaction) {
        SignedPolicies signed = signNext(transaction);
        transaction.afterCommit(() -> inForce(signed));
    }

    /// Services are others: those that scopes name are put into them anew.
    ///
    /// @throws ProblemException if a scope names one that can be in none any more
    public void servicesChanged(Transaction transaction) {
        PolicyStore.lock(transaction);
        KnownServices known = services.known(transaction);
        boolean isNamed = false;
        for (StoredPolicy stored : PolicyStore.all(transaction)) {
            Policy written = stored.policy();
            if (namesService(written)) {
                isNamed = true;
                try {
                    stored.policy(known);
                } catch (InvalidPolicyException e) {
                    throw new ProblemException(
                            409,
                            "service-in-use",
                            "the scope of the policy '" + written.name() + "' names it: "
                                    + String.join("; ", e.mistakes()));
                }
            }
        }
        if (isNamed) {
            signAgain(transaction);
        }
    }

    private static boolean namesService(Policy policy) {
        return StoredPolicy.scope(policy)
                .filter(scope -> !scope.services().isEmpty())
                .isPresent();
    }

    private SignedPolicies publish(
            Transaction transaction, Caller caller, EventType type, String name, String before, PolicyVersion after) {
        SignedPolicies signed = signNext(transaction);
        AuditEventBuilder event = AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("policy", name, name)
                .detail("before", before)
                .detail("after", after.document())
                .detail("version", Long.toString(signed.version()));
        after.restored().ifPresent(version -> event.detail("restored", Long.toString(version)));
        trail.append(transaction, event);
        transaction.afterCommit(() -> inForce(signed));
        return signed;
    }

    static ProblemException invalid(List<String> mistakes) {
        return new ProblemException(
                400, "policy-invalid", "the policy cannot be taken: " + String.join("; ", mistakes), mistakes);
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("policy-unknown", "there is no policy '" + name + "'");
    }
}
