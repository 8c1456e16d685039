package io.plimsoll.enforcer.policies;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.plimsoll.api.enforcer.v1.SignedSnapshot;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.identity.CenterSignature;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.SnapshotDocument;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The policies in force. Any thread may ask for them; one thread brings new ones.
///
/// On disk: `snapshot`, the last one taken as it came, and `snapshot.before`, which counts if the last one cannot be
/// read.
public final class Policies {
    private static final String PURPOSE = "plimsoll-snapshot";

    private final WholeFile file;
    private final WholeFile before;
    private final Journal journal;
    private final Failures failures;
    private final List<Consumer<PolicySnapshot>> followers = new CopyOnWriteArrayList<>();
    private volatile InForce inForce;
    private Optional<PublicKey> key;
    private boolean verifiedByKey;

    /// Reads what is in force from the folder.
    ///
    /// @param key that signs snapshots; absent before the first enrolment
    public Policies(Path folder, Optional<PublicKey> key, Journal journal, Failures failures) {
        this.file = new WholeFile(folder.resolve("snapshot"), 2 * SnapshotDocument.MAXIMUM_BYTES);
        this.before = new WholeFile(folder.resolve("snapshot.before"), 2 * SnapshotDocument.MAXIMUM_BYTES);
        this.key = key;
        this.journal = journal;
        this.failures = failures;
        this.inForce = read();
    }

    public InForce inForce() {
        return inForce;
    }

    /// Version of the policies in force; 0 for the defaults.
    public long version() {
        return inForce instanceof InForce.Known(PolicySnapshot snapshot) ? snapshot.version() : 0;
    }

    /// Calls this with each new snapshot, after it is in force, on the thread that brought it.
    public void follow(Consumer<PolicySnapshot> follower) {
        followers.add(follower);
    }

    /// Trusts another key from now on: this host has been enrolled anew. What is in force stays until a snapshot comes.
    public void trust(PublicKey newKey) {
        if (!key.equals(Optional.of(newKey))) {
            key = Optional.of(newKey);
            verifiedByKey = false;
        }
    }

    /// Takes a snapshot of the Center, unless it cannot be trusted or is older than what is in force.
    public void take(SignedSnapshot signed) {
        switch (verify(signed)) {
            case Verified.Good(PolicySnapshot snapshot) -> take(signed, snapshot);
            case Verified.Bad(String why) -> refuse(signed, why);
        }
    }

    private void take(SignedSnapshot signed, PolicySnapshot snapshot) {
        if (verifiedByKey && snapshot.version() < version()) {
            refuse(signed, "version " + version() + " is in force, and an older one must not come back");
            return;
        }
        if (verifiedByKey && snapshot.version() == version()) {
            if (!inForce.equals(new InForce.Known(snapshot))) {
                refuse(signed, "another document of the same version is in force");
            }
            return;
        }
        keep(signed);
        inForce = new InForce.Known(snapshot);
        verifiedByKey = true;
        journal.record(HostEvent.of(EventType.ENFORCER_SNAPSHOT_APPLIED, Subject.enforcer())
                .with("version", snapshot.version()));
        followers.forEach(f -> f.accept(snapshot));
    }

    private void keep(SignedSnapshot signed) {
        try {
            file.read().filter(this::isGood).ifPresent(before::write);
            file.write(signed.toByteArray());
        } catch (UncheckedIOException e) {
            failures.note(Failure.SNAPSHOT_NOT_KEPT, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(SignedSnapshot signed, String why) {
        String reason = "version " + signed.getVersion() + " was refused: " + why;
        failures.note(Failure.SNAPSHOT_REFUSED, reason);
        journal.record(HostEvent.of(EventType.ENFORCER_SNAPSHOT_REFUSED, Subject.enforcer())
                .failed(reason)
                .with("version", signed.getVersion()));
    }

    private InForce read() {
        try {
            Optional<byte[]> last = file.read();
            Optional<byte[]> older = before.read();
            if (last.isEmpty() && older.isEmpty()) {
                return new InForce.Known(PolicySnapshot.defaults());
            }
            Verified verified = last.map(this::verify).orElseGet(() -> new Verified.Bad("it is missing"));
            if (verified instanceof Verified.Bad(String why)) {
                failures.note(Failure.SNAPSHOT_UNREADABLE, file.path() + ": " + why);
                verified = older.map(this::verify).orElse(verified);
            }
            return switch (verified) {
                case Verified.Good(PolicySnapshot snapshot) -> {
                    verifiedByKey = true;
                    yield new InForce.Known(snapshot);
                }
                case Verified.Bad(String why) -> new InForce.Unreadable(why);
            };
        } catch (UncheckedIOException e) {
            return new InForce.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private boolean isGood(byte[] bytes) {
        return verify(bytes) instanceof Verified.Good;
    }

    private Verified verify(byte[] bytes) {
        try {
            return verify(SignedSnapshot.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            return new Verified.Bad("it is damaged");
        }
    }

    private Verified verify(SignedSnapshot signed) {
        ByteString document = signed.getDocument();
        if (key.isEmpty()) {
            return new Verified.Bad("this host has no key of a Center to verify it with");
        }
        if (!CenterSignature.isGood(
                key.get(),
                PURPOSE,
                document.toByteArray(),
                signed.getSignature().toByteArray())) {
            return new Verified.Bad("its signature is not of the Center's policy key");
        }
        try {
            PolicySnapshot snapshot = SnapshotDocument.read(document.toByteArray());
            return snapshot.version() == signed.getVersion()
                    ? new Verified.Good(snapshot)
                    : new Verified.Bad("its document is of version " + snapshot.version());
        } catch (InvalidPolicyException e) {
            return new Verified.Bad(String.valueOf(e.getMessage()));
        }
    }

    private sealed interface Verified {
        record Good(PolicySnapshot snapshot) implements Verified {}

        record Bad(String why) implements Verified {}
    }
}
