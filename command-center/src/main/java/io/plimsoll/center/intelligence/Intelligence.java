package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
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
import io.plimsoll.center.server.http.ProblemException;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bundle in use, and how another one takes its place.
public final class Intelligence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intelligence.class);

    private final BundleFolder folder;
    private final TrustedKeys keys;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;
    private final BundleInUse inUse = new BundleInUse();
    private final List<Consumer<BundleTaken>> followers = new CopyOnWriteArrayList<>();

    Intelligence(Path folder, TrustedKeys keys, Database database, AuditTrail trail, Clock clock, Live live) {
        this.folder = new BundleFolder(folder);
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
                        keyOf(c),
                        folder.mayBeOlder(c.fileDigest()));
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

    /// What leads from a bundle that somebody has to the one in use.
    ///
    /// @param from digest of their whole file, and `to` of ours
    public Optional<Path> delta(Digest from, Digest to) {
        return folder.delta(from, to);
    }

    /// The bundle for somebody who says which ones they have.
    ///
    /// @param known digests of whole files
    /// @param takesDelta whether they can do with what leads from one of those
    BundleAnswer answer(List<Digest> known, boolean takesDelta) {
        return inUse.read(
                current -> current.map(c -> answer(c, known, takesDelta)).orElseGet(BundleAnswer.None::new));
    }

    private BundleAnswer answer(BundleInUse.Current current, List<Digest> known, boolean takesDelta) {
        Digest digest = current.fileDigest();
        if (known.contains(digest)) {
            return new BundleAnswer.Same(digest);
        }
        try {
            for (Digest from : takesDelta ? known : List.<Digest>of()) {
                Optional<Path> delta = folder.delta(from, digest);
                if (delta.isPresent()) {
                    long size = Files.size(delta.get());
                    return new BundleAnswer.Delta(digest, from, Files.newInputStream(delta.get()), size);
                }
            }
            return new BundleAnswer.Whole(digest, Files.newInputStream(current.file()), Files.size(current.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle " + current.file() + " cannot be read", e);
        }
    }

    /// Opens what was in use before this start.
    ///
    /// @return whether there was one that can be used
    boolean reopen() {
        Path file = folder.current();
        if (!Files.exists(file)) {
            return false;
        }
        Bundle bundle = Bundle.openWhole(file, BundleTrust.in(keys.all()));
        Instant importedAt = database.read(transaction -> IntelligenceStore.importedAt(
                        transaction, bundle.identity().digest()))
                .orElse(clock.instant());
        inUse.replace(() -> new BundleInUse.Current(bundle, file, digestOf(file), importedAt));
        return true;
    }

    /// Takes a bundle that someone sends, or a delta that leads to it from the one in use.
    ///
    /// @param allowOlder whether an administrator wants it even if it is older; this goes into the audit trail
    /// @throws BundleRefusedException if it cannot be trusted, or is older than one that was in use
    BundleIdentity take(InputStream content, boolean allowOlder, String actor, String source) {
        Path incoming = null;
        Path joined = null;
        try {
            incoming = folder.incoming();
            joined = incoming.resolveSibling(incoming.getFileName() + ".joined");
            Files.copy(content, incoming);
            return take(BundleDelta.isDelta(incoming) ? join(incoming, joined) : incoming, allowOlder, actor, source);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the bundle cannot be written to " + folder.folder() + ": " + e.getMessage(), e);
        } catch (BundleRefusedException e) {
            trail.append(event(EventType.INTELLIGENCE_REFUSED, actor, source)
                    .on("bundle", "not accepted", "")
                    .failed(String.valueOf(e.getMessage())));
            throw e;
        } finally {
            deleteIfThere(incoming);
            deleteIfThere(joined);
        }
    }

    private Path join(Path delta, Path joined) {
        return inUse.read(current -> {
            BundleInUse.Current base = current.orElseThrow(() -> new ProblemException(
                    409, "bundle-other-base", "there is no bundle that the delta could change; send a whole one"));
            BundleDelta.apply(base.bundle(), delta, joined, BundleTrust.in(keys.all()));
            return joined;
        });
    }

    private synchronized BundleIdentity take(Path incoming, boolean allowOlder, String actor, String source)
            throws IOException {
        Instant newest = database.read(IntelligenceStore::newest).orElse(Instant.EPOCH);
        Instant floor = floor(newest);
        Digest digest = digestOf(incoming);
        BundleIdentity identity;
        try (Bundle checked =
                Bundle.openWhole(incoming, new BundleTrust(keys.all(), allowOlder ? Instant.EPOCH : floor))) {
            identity = checked.identity();
            makeDelta(checked, digest, Files.size(incoming));
        }
        if (identity.builtAt().isBefore(newest)) {
            folder.allowOlder(digest);
        } else {
            folder.allowNoOlder();
        }
        Instant now = clock.instant();
        Optional<Bundle> before =
                inUse.replace(() -> inPlace(incoming, digest, now)).map(BundleInUse.Current::bundle);
        boolean isOlder = identity.builtAt().isBefore(floor);
        try {
            inUse.read(current -> current.map(BundleInUse.Current::bundle))
                    .ifPresent(after -> taken(
                            new BundleTaken(before, after),
                            isOlder ? "older than the one built at " + floor : "no",
                            actor,
                            source,
                            now));
        } finally {
            before.ifPresent(Bundle::close);
        }
        return identity;
    }

    private BundleInUse.Current inPlace(Path incoming, Digest digest, Instant now) {
        Path file = folder.current();
        move(incoming, file);
        return new BundleInUse.Current(Bundle.open(file, BundleTrust.in(keys.all())), file, digest, now);
    }

    /// @param olderAllowed for the audit trail
    private void taken(BundleTaken taken, String olderAllowed, String actor, String source, Instant now) {
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
                            .detail("advisories", Integer.toString(bundle.advisoryCount()))
                            .detail("older-allowed", olderAllowed));
        });
        followers.forEach(follower -> follower.accept(taken));
        live.changed("intelligence");
    }

    /// Which bundle a new one may not be older than: the newest that ever was in use, unless an administrator went back
    /// from it knowingly.
    private Instant floor(Instant newest) {
        return inUse.read(current -> current.filter(c -> folder.mayBeOlder(c.fileDigest()))
                .map(c -> c.bundle().identity().builtAt())
                .orElse(newest));
    }

    /// Readers who have the bundle in use now need only what changes. Without a delta they take the whole.
    ///
    /// @param whole its size in bytes
    private void makeDelta(Bundle next, Digest digest, long whole) throws IOException {
        Path made = folder.incoming();
        try {
            Optional<Digest> from =
                    inUse.read(current -> current.filter(c -> !c.fileDigest().equals(digest))
                            .filter(c -> BundleDelta.write(c.bundle(), next, made) < whole)
                            .map(BundleInUse.Current::fileDigest));
            if (from.isPresent()) {
                folder.keepDelta(made, from.get(), digest);
            }
        } catch (BundleRefusedException e) {
            // The new one has been checked to its last byte, so it is the one in use that is damaged.
            LOG.warn("there is no delta to the new bundle, for the one in use cannot be read to its end", e);
        } finally {
            deleteIfThere(made);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle cannot be put into " + to, e);
        }
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

    private static void deleteIfThere(@Nullable Path file) {
        if (file == null) {
            return;
        }
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
