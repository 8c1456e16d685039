package io.plimsoll.center.registries;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.keys.Seal;
import io.plimsoll.center.server.keys.TokenMint;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps registries, each with its credential sealed.
final class Registries {
    private final Database database;
    private final Seal seal;
    private final TokenMint mint;
    private final Images images;
    private final ScanQueue queue;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;

    Registries(
            Database database,
            Seal seal,
            TokenMint mint,
            Images images,
            ScanQueue queue,
            AuditTrail trail,
            Clock clock,
            Live live) {
        this.database = database;
        this.seal = seal;
        this.mint = mint;
        this.images = images;
        this.queue = queue;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
    }

    Page<RegistryStore.Stored> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                RegistryStore.list(transaction, page),
                page.limit(),
                RegistryStore.total(transaction, page),
                stored -> Cursor.of(stored.registry().name())));
    }

    RegistryStore.Stored find(UUID id) {
        return database.read(transaction -> RegistryStore.find(transaction, id)).orElseThrow(() -> unknown(id));
    }

    RegistryStore.Stored add(Caller caller, RegistryDraft draft) {
        Registry registry = sealed(draft.registry(UUID.randomUUID()), draft, Optional.empty());
        return put(caller, registry, Optional.empty());
    }

    RegistryStore.Stored change(Caller caller, UUID id, RegistryDraft draft) {
        Registry before = find(id).registry();
        return put(caller, sealed(draft.registry(id), draft, Optional.of(before)), Optional.of(before));
    }

    /// The registry that a draft describes, with the credential that it brings or that is kept.
    Registry described(RegistryDraft draft, @Nullable UUID id) {
        return id == null
                ? sealed(draft.registry(UUID.randomUUID()), draft, Optional.empty())
                : sealed(draft.registry(id), draft, Optional.of(find(id).registry()));
    }

    /// What is kept stays only where it goes to the very same place.
    private Registry sealed(Registry registry, RegistryDraft draft, Optional<Registry> before) {
        String password = draft.password();
        Optional<String> kept = before.flatMap(Registry::sealed);
        if (registry.where().user().isEmpty()) {
            return registry;
        }
        if (password != null && !password.isEmpty()) {
            String text = registry.hasAccessKey() ? draft.accessKey().text() : password;
            return registry.with(seal.close(text.getBytes(StandardCharsets.UTF_8), registry.purpose()));
        }
        boolean isSamePlace =
                before.map(Registry::purpose).filter(registry.purpose()::equals).isPresent();
        if (kept.isEmpty() || !isSamePlace) {
            throw new ProblemException(
                    400,
                    "registry-password-needed",
                    "give the " + (registry.hasAccessKey() ? "secret access key" : "password") + " of '"
                            + registry.where().user() + "'"
                            + (kept.isEmpty()
                                    ? ""
                                    : ": the one that is kept goes nowhere else, and address, authority, plain HTTP,"
                                            + " token servers, user or what kind of secret it is are others now"));
        }
        return registry.with(kept.get());
    }

    private RegistryStore.Stored put(Caller caller, Registry registry, Optional<Registry> before) {
        return database.write(transaction -> {
            if (before.isPresent()
                    && RegistryStore.lock(transaction, registry.id()).isEmpty()) {
                throw unknown(registry.id());
            }
            if (!RegistryStore.put(transaction, registry, caller.name(), clock.instant())) {
                throw new ProblemException(
                        409, "registry-exists", "there is a registry of the name '" + registry.name() + "'");
            }
            RegistryStore.Stored stored =
                    RegistryStore.find(transaction, registry.id()).orElseThrow();
            trail.append(
                    transaction,
                    event(EventType.REGISTRY_CHANGED, caller, registry)
                            .detail("before", before.map(Registry::described).orElse(""))
                            .detail("after", registry.described()));
            changed(transaction);
            return stored;
        });
    }

    void delete(Caller caller, UUID id) {
        database.write(transaction -> {
            Registry registry = locked(transaction, id);
            images.sumUp(transaction, RegistryStore.delete(transaction, id));
            changed(transaction);
            return trail.append(
                    transaction,
                    event(EventType.REGISTRY_DELETED, caller, registry)
                            .detail("before", registry.described())
                            .detail("after", ""));
        });
    }

    void tested(Caller caller, Registry registry, String outcome) {
        trail.append(event(EventType.REGISTRY_TESTED, caller, registry)
                .detail("address", registry.where().address())
                .detail("answer", outcome));
    }

    void listNow(Caller caller, UUID id) {
        database.write(transaction -> {
            Registry registry = locked(transaction, id);
            RegistryStore.due(transaction, id);
            changed(transaction);
            return trail.append(transaction, event(EventType.IMAGE_SCAN_REQUESTED, caller, registry));
        });
    }

    // Webhooks

    /// A new secret by which the registry announces pushes; the one before ends. It is shown once.
    String makeWebhook(Caller caller, UUID id) {
        String token = mint.make();
        setWebhook(caller, id, mint.kept(token).orElseThrow(), "made");
        return token;
    }

    void endWebhook(Caller caller, UUID id) {
        setWebhook(caller, id, null, "ended");
    }

    private void setWebhook(Caller caller, UUID id, @Nullable Digest kept, String what) {
        database.write(transaction -> {
            RegistryStore.Stored stored = RegistryStore.lock(transaction, id).orElseThrow(() -> unknown(id));
            RegistryStore.setWebhook(transaction, id, kept);
            changed(transaction);
            return trail.append(
                    transaction,
                    event(EventType.REGISTRY_CHANGED, caller, stored.registry())
                            .detail("webhook", what)
                            .detail("before", stored.state().hasWebhook() ? "with webhook" : "without webhook")
                            .detail("after", kept == null ? "without webhook" : "with webhook"));
        });
    }

    /// Puts what was pushed into the queue, as far as it is wanted.
    ///
    /// @param token that the registry was given; one that this Center never made costs a hash
    void pushed(String token, String body) {
        Digest kept = mint.kept(token).orElseThrow(Registries::unknownWebhook);
        List<PushNotice> notices = PushNotice.parse(body);
        database.write(transaction -> {
            Registry registry = RegistryStore.ofWebhook(transaction, kept)
                    .orElseThrow(Registries::unknownWebhook)
                    .registry();
            for (PushNotice notice : notices) {
                if (registry.wanted().takes(registry.kind(), notice.repository(), notice.tag())) {
                    queue.add(
                            transaction,
                            new TagStore.Named(registry.id(), notice.repository(), notice.tag(), ""),
                            "push",
                            "webhook");
                }
            }
            return true;
        });
    }

    private static ProblemException unknownWebhook() {
        return ProblemException.notFound("webhook-unknown", "no registry announces its pushes here");
    }

    private Registry locked(Transaction transaction, UUID id) {
        return RegistryStore.lock(transaction, id)
                .orElseThrow(() -> unknown(id))
                .registry();
    }

    private AuditEventBuilder event(EventType type, Caller caller, Registry registry) {
        return AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("registry", registry.id().toString(), registry.name());
    }

    private void changed(Transaction transaction) {
        transaction.afterCommit(() -> live.changed("registries"));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("registry-unknown", "there is no registry '" + id + "'");
    }
}
