package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// The bundle in use, and how another one takes its place.
public final class Intelligence implements AutoCloseable {
    private final Path folder;
    private final TrustedKeys keys;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;
    private final BundleInUse inUse = new BundleInUse();
    private final List<Consumer<BundleTaken>> followers = new CopyOnWriteArrayList<>();

    Intelligence(Path folder, TrustedKeys keys, Database database, AuditTrail trail, Clock clock, Live live) {
        this.folder = folder;
        this.keys = keys;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
    }

    /// Someone who has to look again when the bundle changes.
    public void addFollower(Consumer<BundleTaken> follower) {
        followers.add(follower);
    }

    /// Reads the bundle, if there is one; it stays open meanwhile.
    public <T> T read(Function<Optional<Bundle>, T> reader) {
        return inUse.read(current -> reader.apply(current.map(BundleInUse.Current::bundle)));
    }

    <T> T readCurrent(Function<Optional<BundleInUse.Current>, T> reader) {
        return inUse.read(reader);
    }

    /// The bundle as it can be fetched.
    public Optional<BundleOffering> offering() {
        return inUse.read(current -> current.map(c -> {
            try {
                return new BundleOffering(
                        c.fileDigest(),
                        Files.size(c.file()),
                        c.bundle().identity().builtAt(),
                        c.file(),
                        keyOf(c));
            } catch (IOException e) {
                throw new UncheckedIOException("the bundle " + c.file() + " cannot be read", e);
            }
        }));
    }

    /// The key that signs the bundle in use, or the only one that may: what a newly enrolled Enforcer will trust.
    public Optional<BundleKey> key() {
        return inUse.read(current -> current.flatMap(this::keyOf))
                .or(() -> keys.all().stream().findFirst());
    }

    private Optional<BundleKey> keyOf(BundleInUse.Current current) {
        return keys.all().stream()
                .filter(key -> key.id().equals(current.bundle().identity().keyId()))
                .findFirst();
    }

    private Path currentFile() {
        return folder.resolve("current.bundle");
    }

    /// Opens what was in use before this start.
    ///
    /// @return whether there was one that can be used
    boolean reopen() {
        Path file = currentFile();
        if (!Files.exists(file)) {
            return false;
        }
        Bundle bundle = Bundle.open(file, BundleTrust.in(keys.all()));
        Instant importedAt = database.read(transaction -> IntelligenceStore.importedAt(
                        transaction, bundle.identity().digest()))
                .orElse(clock.instant());
        inUse.replace(new BundleInUse.Current(bundle, file, digestOf(file), importedAt));
        return true;
    }

    /// Takes a bundle that someone sends.
    ///
    /// @throws BundleRefusedException if it cannot be trusted, or is older than one that was in use
    BundleIdentity take(InputStream content, String actor, String source) {
        Path incoming = folder.resolve("incoming-" + java.util.UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            Files.copy(content, incoming);
            return take(incoming, actor, source);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle cannot be written to " + folder + ": " + e.getMessage(), e);
        } catch (BundleRefusedException e) {
            trail.append(event(EventType.INTELLIGENCE_REFUSED, actor, source)
                    .on("bundle", "not accepted", "")
                    .failed(String.valueOf(e.getMessage())));
            throw e;
        } finally {
            deleteIfThere(incoming);
        }
    }

    private synchronized BundleIdentity take(Path incoming, String actor, String source) throws IOException {
        Instant newest = database.read(IntelligenceStore::newest).orElse(Instant.EPOCH);
        Path file = currentFile();
        BundleIdentity identity;
        try (Bundle checked = Bundle.open(incoming, new BundleTrust(keys.all(), newest))) {
            identity = checked.identity();
        }
        Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Bundle bundle = Bundle.open(file, BundleTrust.in(keys.all()));
        Instant now = clock.instant();
        Optional<Bundle> before = inUse.replace(new BundleInUse.Current(bundle, file, digestOf(file), now))
                .map(BundleInUse.Current::bundle);
        try {
            taken(new BundleTaken(before, bundle), actor, source, now);
        } finally {
            before.ifPresent(Bundle::close);
        }
        return identity;
    }

    private void taken(BundleTaken taken, String actor, String source, Instant now) {
        Bundle bundle = taken.after();
        BundleIdentity identity = bundle.identity();
        String before =
                taken.before().map(b -> b.identity().digest().toString()).orElse("");
        database.write(transaction -> {
            IntelligenceStore.insert(transaction, identity, bundle.advisoryCount(), now, actor);
            return trail.append(
                    transaction,
                    event(EventType.INTELLIGENCE_IMPORTED, actor, source)
                            .on("bundle", identity.digest().toString(), "")
                            .detail("before", before)
                            .detail("after", identity.digest().toString())
                            .detail("built-at", identity.builtAt().toString())
                            .detail("advisories", Integer.toString(bundle.advisoryCount())));
        });
        followers.forEach(follower -> follower.accept(taken));
        live.changed("intelligence");
    }

    private AuditEventBuilder event(EventType type, String actor, String source) {
        return AuditEvent.of(type, clock.instant()).by(actor).from(source);
    }

    private static Digest digestOf(Path file) {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
            return Digest.ofRaw(sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle " + file + " cannot be read", e);
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        inUse.close();
    }
}
