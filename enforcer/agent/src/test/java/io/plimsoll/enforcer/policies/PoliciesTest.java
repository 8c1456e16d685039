package io.plimsoll.enforcer.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.plimsoll.api.enforcer.v1.SignedSnapshot;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.fakes.ListJournal;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.SnapshotDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
    @TempDir
    Path folder;

    private final KeyPair center = keys();
    private final ListJournal journal = new ListJournal();
    private final Failures failures = new Failures();

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Policies open() {
        return new Policies(folder, Optional.of(center.getPublic()), journal, failures);
    }

    private static PolicySnapshot snapshot(long version, String name) {
        return SnapshotDocument.of(
                version,
                List.of(PolicyDocument.parse(
                        "{kind: AssurancePolicy, name: " + name + ", mode: enforce, checks: {unscanned: refuse}}")));
    }

    private static SignedSnapshot signed(KeyPair keys, PolicySnapshot snapshot) {
        byte[] document = SnapshotDocument.write(snapshot);
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update("plimsoll-snapshot\n".getBytes(StandardCharsets.US_ASCII));
            signer.update(document);
            return SignedSnapshot.newBuilder()
                    .setVersion(snapshot.version())
                    .setDocument(ByteString.copyFrom(document))
                    .setSignature(ByteString.copyFrom(signer.sign()))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theDefaultsAreInForceAtFirst() {
        Policies policies = new Policies(folder, Optional.empty(), journal, failures);
        assertThat(policies.inForce()).isEqualTo(new InForce.Known(PolicySnapshot.defaults()));
        assertThat(policies.version()).isZero();
    }

    @Test
    void takesWhatTheCenterSignedAndKeepsIt() {
        Policies policies = open();
        AtomicReference<PolicySnapshot> followed = new AtomicReference<>();
        policies.follow(followed::set);
        policies.take(signed(center, snapshot(7, "a")));
        assertThat(policies.inForce()).isEqualTo(new InForce.Known(snapshot(7, "a")));
        assertThat(followed.get()).isEqualTo(snapshot(7, "a"));
        assertThat(open().inForce()).isEqualTo(new InForce.Known(snapshot(7, "a")));
        assertThat(journal.only().type()).isEqualTo(EventType.ENFORCER_SNAPSHOT_APPLIED);
    }

    @Test
    void refusesOlderOnesAndOthersOfTheSameVersion() {
        Policies policies = open();
        policies.take(signed(center, snapshot(7, "a")));
        policies.take(signed(center, snapshot(6, "b")));
        policies.take(signed(center, snapshot(7, "b")));
        policies.take(signed(center, snapshot(7, "a")));
        assertThat(policies.inForce()).isEqualTo(new InForce.Known(snapshot(7, "a")));
        assertThat(journal.types())
                .containsExactly(
                        EventType.ENFORCER_SNAPSHOT_APPLIED,
                        EventType.ENFORCER_SNAPSHOT_REFUSED,
                        EventType.ENFORCER_SNAPSHOT_REFUSED);
        Policies afterRestart = open();
        afterRestart.take(signed(center, snapshot(6, "b")));
        assertThat(afterRestart.version()).isEqualTo(7);
    }

    @Test
    void refusesWhatOthersSignedOrChanged() {
        Policies policies = open();
        policies.take(signed(keys(), snapshot(7, "a")));
        policies.take(signed(center, snapshot(7, "a")).toBuilder().setVersion(8).build());
        policies.take(signed(center, snapshot(7, "a")).toBuilder()
                .setDocument(ByteString.copyFrom(SnapshotDocument.write(snapshot(7, "b"))))
                .build());
        assertThat(policies.version()).isZero();
        assertThat(failures.count(Failure.SNAPSHOT_REFUSED)).isEqualTo(3);
    }

    @Test
    void fallsBackToTheOneBeforeWhenTheLastIsDamaged() throws IOException {
        Policies policies = open();
        policies.take(signed(center, snapshot(7, "a")));
        policies.take(signed(center, snapshot(8, "b")));
        Files.write(folder.resolve("snapshot"), new byte[100]);
        assertThat(open().inForce()).isEqualTo(new InForce.Known(snapshot(7, "a")));
        assertThat(failures.count(Failure.SNAPSHOT_UNREADABLE)).isEqualTo(1);
    }

    @Test
    void neverFallsBackToTheMilderDefaults() throws IOException {
        open().take(signed(center, snapshot(7, "a")));
        Files.write(folder.resolve("snapshot"), new byte[100]);
        assertThat(open().inForce()).isInstanceOf(InForce.Unreadable.class);
    }

    @Test
    void anotherCenterStartsItsOwnCount() {
        Policies policies = open();
        policies.take(signed(center, snapshot(7, "a")));
        KeyPair other = keys();
        policies.trust(other.getPublic());
        assertThat(policies.inForce()).isEqualTo(new InForce.Known(snapshot(7, "a")));
        policies.take(signed(other, snapshot(1, "b")));
        assertThat(policies.inForce()).isEqualTo(new InForce.Known(snapshot(1, "b")));
        policies.take(signed(center, snapshot(9, "a")));
        assertThat(policies.version()).isEqualTo(1);
    }
}
