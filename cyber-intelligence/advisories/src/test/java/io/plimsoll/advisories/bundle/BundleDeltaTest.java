package io.plimsoll.advisories.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleDeltaTest {
    private static final Instant MONDAY = BundleFixture.BUILT_AT;
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    @TempDir
    Path folder;

    private final RandomBundles world = new RandomBundles(7);

    private Path file(String name) {
        return folder.resolve(name);
    }

    /// Writes old, new and the delta between them.
    ///
    /// @return trust in the key of the new one
    private BundleTrust make(BundleFixture old, BundleFixture now) {
        old.write(file("old"), MONDAY);
        now.write(file("new"), TUESDAY);
        BundleTrust trust = new BundleTrust(List.of(old.key(), now.key()), MONDAY);
        try (Bundle before = Bundle.open(file("old"), trust);
                Bundle after = Bundle.open(file("new"), trust)) {
            BundleDelta.write(before, after, file("delta"));
        }
        return trust;
    }

    private BundleIdentity apply(String old, BundleTrust trust) {
        try (Bundle before = Bundle.open(file(old), BundleTrust.in(trust.keys()))) {
            return BundleDelta.apply(before, file("delta"), file("joined"), trust);
        }
    }

    private void refuses(String old, BundleTrust trust, Reason reason) {
        assertThatThrownBy(() -> apply(old, trust))
                .isInstanceOfSatisfying(
                        BundleRefusedException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
        assertThat(file("joined")).doesNotExist();
        assertThat(folder.toFile().list()).noneMatch(f -> f.endsWith(".joined"));
    }

    @Test
    void leadsFromNothingToSomethingAndBack() {
        BundleTrust trust = make(new BundleFixture(), world.on(1));
        apply("old", trust);
        assertThat(file("joined")).hasSameBinaryContentAs(file("new"));
        BundleTrust back = make(world.on(1), new BundleFixture());
        apply("old", back);
        assertThat(file("joined")).hasSameBinaryContentAs(file("new"));
    }

    /// Tables of many blocks, in which nearly every one is another after a record was put in front.
    @Test
    void leadsFromManyBlocksToManyOthers() {
        BundleFixture old = new BundleFixture().source("first");
        BundleFixture now = new BundleFixture().source("second").source("first");
        now.says("npm", "a", word("CVE-2020-0001"));
        for (int i = 0; i < 5_000; i++) {
            old.says("npm", "package-" + i, word("CVE-2021-" + (10_000 + i)));
            now.says("npm", "package-" + i, word("CVE-2021-" + (10_000 + i)));
        }
        BundleTrust trust = make(old, now);
        apply("old", trust);
        assertThat(file("joined")).hasSameBinaryContentAs(file("new"));
    }

    private static Statement word(String id) {
        return new Statement(id, id, "first", Severity.HIGH, new Answer.NotAffected());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "2,1", "3,9", "4,4", "5,0", "6,7", "7,6"})
    void givesTheNewBundleByteForByte(int before, int after) {
        for (long seed = 0; seed < 10; seed++) {
            RandomBundles any = new RandomBundles(seed);
            BundleTrust trust = make(any.on(before), any.on(after));
            BundleIdentity joined = apply("old", trust);
            assertThat(file("joined")).hasSameBinaryContentAs(file("new"));
            assertThat(joined.builtAt()).isEqualTo(TUESDAY);
        }
    }

    @Test
    void isKnownByItsFirstBytes() {
        make(world.on(0), world.on(1));
        assertThat(BundleDelta.isDelta(file("delta"))).isTrue();
        assertThat(BundleDelta.isDelta(file("new"))).isFalse();
        assertThat(BundleDelta.isDelta(file("nowhere"))).isFalse();
    }

    @Test
    void leadsFromNoOtherBundle() {
        BundleTrust trust = make(world.on(0), world.on(1));
        refuses("new", trust, Reason.OTHER_BASE);
    }

    @Test
    void leadsToNoBundleOfAKeyThatIsNotTrusted() {
        BundleFixture old = world.on(0);
        make(old, world.on(1));
        refuses("old", old.trust(), Reason.UNKNOWN_KEY);
    }

    @Test
    void leadsToNoOlderBundle() {
        BundleTrust trust = make(world.on(0), world.on(1));
        refuses("old", new BundleTrust(trust.keys(), TUESDAY.plusSeconds(1)), Reason.ROLLBACK);
    }

    @Test
    void refusesTheBundleItselfAndWhatWasCutOff() throws IOException {
        BundleTrust trust = make(world.on(0), world.on(1));
        byte[] delta = Files.readAllBytes(file("delta"));
        for (int length = 0; length < delta.length; length += 1 + delta.length / 200) {
            Files.write(file("delta"), java.util.Arrays.copyOf(delta, length));
            assertThatThrownBy(() -> apply("old", trust)).isInstanceOf(BundleRefusedException.class);
        }
        Files.copy(file("new"), file("delta"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses("old", trust, Reason.NOT_A_BUNDLE);
    }

    /// Whatever is changed: the outcome is the signed bundle, or none.
    @Test
    void refusesEveryChangeOfAByte() throws IOException {
        BundleTrust trust = make(world.on(0), world.on(1));
        byte[] delta = Files.readAllBytes(file("delta"));
        Random random = world.random();
        for (int i = 0; i < 400; i++) {
            byte[] changed = delta.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file("delta"), changed);
            try {
                apply("old", trust);
                assertThat(file("joined")).hasSameBinaryContentAs(file("new"));
            } catch (BundleRefusedException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    /// The header is signed and right; what follows was made by somebody who wants to do harm.
    @Test
    void refusesHostileOperationsBehindARightHeader() throws IOException {
        BundleTrust trust = make(world.on(0), world.on(1));
        byte[] delta = Files.readAllBytes(file("delta"));
        int body = 48 + java.nio.ByteBuffer.wrap(delta).getInt(12);
        Random random = world.random();
        for (int i = 0; i < 400; i++) {
            RecordWriter operations = new RecordWriter();
            int count = random.nextInt(40);
            for (int j = 0; j < count; j++) {
                operations.number(random.nextInt(5)).number(Math.abs(random.nextLong() >>> random.nextInt(64)));
                operations.raw(new byte[random.nextInt(9)]);
            }
            java.io.ByteArrayOutputStream changed = new java.io.ByteArrayOutputStream();
            changed.write(delta, 0, body);
            try (var packed = new java.util.zip.DeflaterOutputStream(changed)) {
                packed.write(operations.toBytes());
            }
            Files.write(file("delta"), changed.toByteArray());
            assertThatThrownBy(() -> apply("old", trust)).isInstanceOf(BundleRefusedException.class);
        }
        assertThat(file("joined")).doesNotExist();
    }
}
