package io.plimsoll.enforcer.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleContents;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.bundle.BundleWriter;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoriesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");

    @TempDir
    Path folder;

    private final KeyPair keys = newKeys();
    private final List<HostEvent> events = new ArrayList<>();
    private final Failures failures = new Failures();
    private final List<String> heard = new ArrayList<>();

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Advisories advisories() {
        return new Advisories(
                folder.resolve("bundle"),
                Optional.of(keys.getPublic()),
                event -> {
                    events.add(event);
                    return _ -> true;
                },
                failures);
    }

    /// Of that many days after Monday.
    private Path bundle(String name, int days, KeyPair by) {
        Path file = folder.resolve(name);
        String id = "CVE-2026-000" + days;
        BundleWriter.write(
                new BundleContents(
                        MONDAY.plusSeconds(days * 86_400L),
                        List.of(new SourceReport("one", "", 1, 0, SourceReport.State.READ, null)),
                        List.of(new Coverage("npm", Coverage.Extent.FULL, "one")),
                        List.of(new Advisory(id, List.of(), "", "", List.of(), false, null)),
                        Map.of(
                                new AdvisedPackage("npm", "left-pad"),
                                List.of(new Statement(id, id, "one", Severity.HIGH, new Answer.Unfixed(""))))),
                file,
                new BundleKey(by.getPublic()),
                by.getPrivate());
        return file;
    }

    private Path delta(int from, int to) {
        Path old = bundle("from", from, keys);
        Path now = bundle("to", to, keys);
        BundleTrust trust = BundleTrust.in(List.of(new BundleKey(keys.getPublic())));
        try (Bundle before = Bundle.open(old, trust);
                Bundle after = Bundle.open(now, trust)) {
            BundleDelta.write(before, after, folder.resolve("delta"));
        }
        return folder.resolve("delta");
    }

    private boolean take(Advisories advisories, Path file, String digest, boolean mayBeOlder) {
        return advisories.take(
                new BundleArrival(file, digest, mayBeOlder, () -> heard.add("taken"), () -> heard.add("not joined")));
    }

    private boolean take(Advisories advisories, Path file) {
        return take(advisories, file, "", false);
    }

    private String digestOf(String file) throws IOException {
        return Digest.of(Files.readAllBytes(folder.resolve(file))).toString();
    }

    private List<String> eventTypes() {
        return events.stream().map(e -> e.type().word()).toList();
    }

    @Test
    void hasNoneBeforeOneCame() {
        assertThat(advisories().identity()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void takesANewerBundleAndKeepsItForTheNextStart() {
        Advisories advisories = advisories();
        assertThat(take(advisories, bundle("new", 0, keys))).isTrue();
        assertThat(take(advisories, bundle("new", 1, keys))).isTrue();
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(advisories().identity()).isEqualTo(advisories.identity()).isNotEmpty();
    }

    /// Nobody writes into that file; should somebody, nothing is judged by what they wrote.
    @Test
    void assessesNothingByABundleThatWasChangedOnTheDisk() throws IOException {
        Advisories advisories = advisories();
        take(advisories, bundle("new", 0, keys));
        try (FileChannel file = FileChannel.open(folder.resolve("bundle"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(100), file.size() - 100);
        }
        SoftwarePackage software =
                new SoftwarePackage("left-pad", "1.0", PackageType.NPM, "pkg:npm/left-pad@1.0", null, "", "/a", null);
        Inventory inventory = new Inventory(
                Inventory.FORMAT,
                "0.1.0",
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(software),
                List.of(),
                List.of());
        assertThat(advisories
                        .match(List.of("a:1"), inventory, LocalDate.parse("2026-11-29"))
                        .toString())
                .contains("no package was assessed");
        assertThat(failures.lastDetail(Failure.BUNDLE_UNREADABLE)).contains("was changed after it was signed");
        assertThat(advisories.identity())
                .as("so that the Center offers one again")
                .isEmpty();
    }

    @Test
    void refusesAnOlderBundleUnlessItIsVouchedFor() {
        Advisories advisories = advisories();
        take(advisories, bundle("new", 1, keys));
        String identity = advisories.identity();
        assertThat(take(advisories, bundle("new", 0, keys))).isFalse();
        assertThat(advisories.identity()).isEqualTo(identity);
        assertThat(failures.lastDetail(Failure.BUNDLE_REFUSED)).contains("has been used already");
        assertThat(take(advisories, bundle("new", 0, keys), "", true)).isTrue();
        assertThat(advisories.identity()).isNotEqualTo(identity);
        assertThat(events.getLast().details()).containsEntry("older-allowed", "yes");
        assertThat(eventTypes())
                .containsExactly("enforcer.bundle-applied", "enforcer.bundle-refused", "enforcer.bundle-applied");
    }

    @Test
    void refusesAnotherKeyAndChangedBytesEvenIfAnOlderOneMayCome() throws IOException {
        Advisories advisories = advisories();
        assertThat(take(advisories, bundle("new", 0, newKeys()), "", true)).isFalse();
        Path changed = bundle("new", 0, keys);
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length - 1] ^= 1;
        Files.write(changed, bytes);
        assertThat(take(advisories, changed, "", true)).isFalse();
        assertThat(failures.count(Failure.BUNDLE_REFUSED)).isEqualTo(2);
        assertThat(advisories.identity()).isEmpty();
    }

    @Test
    void joinsADelta() throws IOException {
        Advisories advisories = advisories();
        take(advisories, bundle("new", 0, keys));
        Path delta = delta(0, 1);
        assertThat(take(advisories, delta, digestOf("to"), false)).isTrue();
        assertThat(folder.resolve("bundle")).hasSameBinaryContentAs(folder.resolve("to"));
        assertThat(delta).doesNotExist();
        assertThat(heard).isEmpty();
    }

    @Test
    void asksForTheWholeBundleWhereADeltaDoesNotLeadToIt() throws IOException {
        Advisories advisories = advisories();
        assertThat(take(advisories, delta(0, 1), digestOf("to"), false)).isFalse();
        take(advisories, bundle("new", 0, keys));
        assertThat(take(advisories, delta(1, 2), digestOf("to"), false)).isFalse();
        assertThat(take(advisories, delta(0, 1), digestOf("from"), false)).isFalse();
        Path cut = delta(0, 1);
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), (int) Files.size(cut) - 5));
        assertThat(take(advisories, cut, digestOf("to"), false)).isFalse();
        assertThat(heard).containsExactly("not joined", "not joined", "not joined", "not joined");
        assertThat(folder.resolve("bundle.joined")).doesNotExist();
    }

    @Test
    void goesBackByNoDelta() throws IOException {
        Advisories advisories = advisories();
        take(advisories, bundle("new", 1, keys));
        assertThat(take(advisories, delta(1, 0), digestOf("to"), false)).isFalse();
        assertThat(take(advisories, delta(1, 0), digestOf("to"), true)).isTrue();
    }
}
