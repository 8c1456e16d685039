package io.plimsoll.advisories.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import io.plimsoll.model.Ssvc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final Cvss VECTOR = new Cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "nvd");
    private static final Advisory FULL = new Advisory(
            "CVE-2021-44228",
            List.of("GHSA-jfh8-c2jp-5v3q"),
            "Remote code injection in Log4j: ünïcode",
            "2021-12-10",
            List.of(VECTOR),
            true,
            0.97559);
    private static final AdvisedPackage LOG4J = new AdvisedPackage("Maven", "org.apache.logging.log4j:log4j-core");
    private static final List<Statement> STATEMENTS = List.of(
            statement(
                    "CVE-2021-44228",
                    new Answer.Affected(
                            List.of(
                                    VersionRange.before("2.3.1"),
                                    new VersionRange("2.4", new VersionRange.End.LastAffected("2.12.1")),
                                    new VersionRange("3.0-alpha1", new VersionRange.End.Open())),
                            List.of("2.0-beta9"))),
            statement("CVE-2000-0001", new Answer.Unfixed("minor issue")),
            statement("CVE-2000-0002", new Answer.WillNotFix("end of life")),
            statement("CVE-2000-0003", new Answer.Undetermined()),
            statement("CVE-2000-0004", new Answer.NotAffected()));

    private static final Answer UNFIXED = new Answer.Unfixed("minor issue");
    private static final int MANY = 20_000;

    @TempDir
    Path folder;

    private static Statement statement(String id, Answer answer) {
        return new Statement(id, "GHSA-of-" + id, "OSV Maven", Severity.HIGH, answer);
    }

    private BundleFixture fixture() {
        BundleFixture fixture = new BundleFixture()
                .source("OSV Maven")
                .leftOut("CISA KEV", "the file ends in the middle")
                .covers("Maven", Coverage.Extent.FULL)
                .covers("Debian:12", Coverage.Extent.FIXES_ONLY)
                .advisory(FULL);
        STATEMENTS.forEach(s -> fixture.says(LOG4J.ecosystem(), LOG4J.name(), s));
        return fixture.says("npm", "@scope/näme", statement("CVE-2000-0001", new Answer.NotAffected()));
    }

    @Test
    void opensWhenItHoldsNothing() {
        try (Bundle bundle = new BundleFixture().open(folder)) {
            assertThat(bundle.advisoryCount()).isZero();
            assertThat(bundle.statementsAbout(LOG4J)).isEmpty();
            assertThat(bundle.advisory("CVE-2021-44228")).isEmpty();
            assertThat(bundle.coverageOf("npm")).isEmpty();
            assertThat(bundle.namesIn("npm")).isEmpty();
        }
    }

    @Test
    void givesBackWhatWasWritten() {
        try (Bundle bundle = fixture().open(folder)) {
            assertThat(bundle.advisory("CVE-2021-44228")).contains(FULL);
            assertThat(bundle.statementsAbout(LOG4J)).isEqualTo(STATEMENTS);
            assertThat(bundle.statementsAbout(new AdvisedPackage("npm", "@scope/näme")))
                    .hasSize(1);
            assertThat(bundle.statementsAbout(new AdvisedPackage("npm", "@scope/nam")))
                    .isEmpty();
            assertThat(bundle.namesIn("npm")).containsExactly("@scope/näme");
            assertThat(bundle.coverageOf("Debian:12"))
                    .contains(new Coverage("Debian:12", Coverage.Extent.FIXES_ONLY, "OSV Maven"));
            assertThat(bundle.sources())
                    .extracting(SourceReport::state)
                    .containsExactly(SourceReport.State.READ, SourceReport.State.LEFT_OUT);
            assertThat(bundle.identity().builtAt()).isEqualTo(BundleFixture.BUILT_AT);
        }
    }

    @Test
    void findsEachOfManyPackages() {
        BundleFixture fixture = new BundleFixture().source("OSV Maven");
        IntStream.range(0, 500)
                .forEach(i -> fixture.says(
                        "npm", "package-" + i, statement("CVE-2020-" + (1000 + i), new Answer.NotAffected())));
        try (Bundle bundle = fixture.open(folder)) {
            for (int i = 0; i < 500; i++) {
                assertThat(bundle.statementsAbout(new AdvisedPackage("npm", "package-" + i)))
                        .extracting(Statement::advisoryId)
                        .containsExactly("CVE-2020-" + (1000 + i));
                assertThat(bundle.advisory("CVE-2020-" + (1000 + i))).isPresent();
            }
            assertThat(bundle.namesIn("npm")).hasSize(500);
        }
    }

    @Test
    void sameContentsMakeSameBytes() throws IOException {
        BundleFixture fixture = fixture();
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        assertThat(fixture.write(one, BundleFixture.BUILT_AT)).isEqualTo(fixture.write(two, BundleFixture.BUILT_AT));
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    void leavesNothingBesideTheOutput() throws IOException {
        fixture().write(folder.resolve("a.bundle"), BundleFixture.BUILT_AT);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.bundle"));
        }
    }

    @Test
    void refusesAStrangersKeyAndNamesIt() {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        BundleKey stranger = new BundleFixture().key();
        assertRefused(Reason.UNKNOWN_KEY, () -> Bundle.open(file, BundleTrust.in(List.of(stranger))))
                .hasMessageContaining(fixture.key().id().shortHex())
                .hasMessageContaining(stranger.id().shortHex());
        assertRefused(Reason.UNKNOWN_KEY, () -> Bundle.open(file, BundleTrust.in(List.of())));
    }

    @Test
    void refusesASignatureByAnotherKeyUnderATrustedName() throws IOException {
        BundleFixture trusted = fixture();
        Path ours = folder.resolve("ours");
        Path theirs = folder.resolve("theirs");
        trusted.write(ours, BundleFixture.BUILT_AT);
        fixture().write(theirs, BundleFixture.BUILT_AT);
        byte[] forged = Files.readAllBytes(theirs);
        System.arraycopy(Files.readAllBytes(ours), 16, forged, 16, 32);
        Files.write(theirs, forged);
        assertRefused(Reason.TAMPERED, () -> Bundle.open(theirs, trusted.trust()));
    }

    @Test
    void refusesAnOlderBundleButNotTheSame() {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        Instant later = BundleFixture.BUILT_AT.plus(Duration.ofSeconds(1));
        assertRefused(Reason.ROLLBACK, () -> Bundle.open(file, new BundleTrust(List.of(fixture.key()), later)))
                .hasMessageContaining("2026-11-01T06:00:00Z")
                .hasMessageContaining("2026-11-01T06:00:01Z");
        Bundle.open(file, new BundleTrust(List.of(fixture.key()), BundleFixture.BUILT_AT))
                .close();
    }

    @Test
    void refusesEveryFlippedBit() throws IOException {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(file, bad);
            assertThatThrownBy(() -> Bundle.openWhole(file, fixture.trust()))
                    .as("byte %d", i)
                    .isInstanceOf(BundleRefusedException.class);
        }
    }

    /// Whoever opens without reading all: what is wrong is found before anything is answered from it.
    @Test
    void answersNothingFromAFlippedBit() throws IOException {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(file, bad);
            try (Bundle bundle = Bundle.open(file, fixture.trust())) {
                assertThat(bundle.statementsAbout(LOG4J)).isEqualTo(STATEMENTS);
            } catch (BundleRefusedException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private BundleFixture manyPackages() {
        BundleFixture fixture = new BundleFixture().source("OSV Maven");
        IntStream.range(0, MANY)
                .forEach(i -> fixture.says("npm", "package-" + i, statement("CVE-2020-" + (1000 + i), UNFIXED)));
        return fixture;
    }

    private static List<Statement> about(Bundle bundle, int number) {
        return bundle.statementsAbout(new AdvisedPackage("npm", "package-" + number));
    }

    @Test
    void answersFromOtherBlocksThanTheOneThatLies() throws IOException {
        BundleFixture fixture = manyPackages();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        spoil(file, Files.size(file) * 3 / 4);
        int refused = 0;
        try (Bundle bundle = Bundle.open(file, fixture.trust())) {
            for (int i = 0; i < MANY; i++) {
                try {
                    assertThat(about(bundle, i)).extracting(Statement::answer).containsExactly(UNFIXED);
                } catch (BundleRefusedException e) {
                    assertThat(e.reason()).isEqualTo(Reason.TAMPERED);
                    assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("block");
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(1, MANY / 2);
        assertRefused(Reason.TAMPERED, () -> Bundle.openWhole(file, fixture.trust()));
    }

    @Test
    void seesWhatIsWrittenIntoTheFileWhileItIsOpen() throws IOException {
        BundleFixture fixture = manyPackages();
        Path file = folder.resolve("a.bundle");
        try (Bundle bundle = fixture.open(folder)) {
            Files.copy(folder.resolve("test.bundle"), file);
            assertThat(about(bundle, 0)).hasSize(1);
        }
        try (Bundle bundle = Bundle.openWhole(file, fixture.trust())) {
            List<Statement> before = about(bundle, 0);
            for (long at = Files.size(file) / 2; at < Files.size(file); at += 100) {
                spoil(file, at);
            }
            assertThat(about(bundle, 0)).as("of a block that was read before").isEqualTo(before);
            assertRefused(Reason.TAMPERED, () -> about(bundle, MANY - 1));
        }
    }

    @Test
    void seesThatTheFileWasCutOffWhileItIsOpen() throws IOException {
        BundleFixture fixture = manyPackages();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        try (Bundle bundle = Bundle.open(file, fixture.trust())) {
            Files.write(file, new byte[0]);
            assertRefused(Reason.TRUNCATED, () -> about(bundle, MANY / 2))
                    .hasMessageContaining("cut off while it was open");
        }
    }

    private static void spoil(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            channel.write(one.put(0, (byte) (one.get(0) ^ 1)).rewind(), at);
        }
    }

    @Test
    void keepsRecordsThatAreLongerThanABlock() {
        BundleFixture fixture = new BundleFixture().source("OSV Maven");
        List<Statement> statements = IntStream.range(0, 3_000)
                .mapToObj(i -> statement("CVE-2020-" + (1000 + i), new Answer.Unfixed("because of " + i * 31)))
                .toList();
        statements.forEach(s -> fixture.says("Debian:12", "linux", s));
        fixture.says("Debian:12", "zlib", statement("CVE-2020-1000", UNFIXED));
        try (Bundle bundle = fixture.open(folder)) {
            assertThat(bundle.statementsAbout(new AdvisedPackage("Debian:12", "linux")))
                    .isEqualTo(statements);
            assertThat(bundle.statementsAbout(new AdvisedPackage("Debian:12", "zlib")))
                    .hasSize(1);
        }
    }

    @Test
    void namesAdvisoriesOfEveryKind() {
        List<String> ids = List.of(
                "CVE-2021-0001",
                "CVE-2021-44228",
                "CVE-1999-0001",
                "CVE-2021-00001",
                "CVE-2021-1234567890",
                "CVE-1959-0001",
                "CVE-3021-0001",
                "cve-2021-0001",
                "MAL-2024-1234",
                "MAL-2024-0012",
                "GHSA-jfh8-c2jp-5v3q",
                "PYSEC-2021-1",
                "");
        for (String id : ids) {
            RecordWriter writer = new RecordWriter();
            AdvisoryId.write(writer, id);
            assertThat(AdvisoryId.read(new RecordReader(writer.toBytes()))).isEqualTo(id);
            RecordWriter copy = new RecordWriter();
            AdvisoryId.copy(new RecordReader(writer.toBytes()), copy);
            assertThat(copy.toBytes()).isEqualTo(writer.toBytes());
        }
    }

    @Test
    void unpacksWhatItPacked() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[1 + random.nextInt(60_000)];
            int symbols = 1 + random.nextInt(256);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (j > 300 && random.nextInt(40) > 0 ? bytes[j - 300] : random.nextInt(symbols));
            }
            assertThat(Packing.unpack(Packing.pack(bytes), bytes.length)).isEqualTo(bytes);
        }
        byte[] noise = new byte[1 << 20];
        random.nextBytes(noise);
        assertThat(Packing.unpack(Packing.pack(noise), noise.length)).isEqualTo(noise);
    }

    /// A delta leads to the signed bytes only where every program packs alike.
    @Test
    void packsToTheSameBytesEverywhere() {
        byte[] bytes = "plimsoll ".repeat(2_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(Digest.of(Packing.pack(bytes)).hex())
                .isEqualTo("332a21d6ecb1dbbf29b66acea61de251888782e0d4fba7abb91066a12582416a");
    }

    @Test
    void isReadByManyThreadsAtOnce() throws InterruptedException, ExecutionException {
        try (Bundle bundle = manyPackages().open(folder);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> found = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int step = thread * 2 + 1;
                found.add(threads.submit(() -> IntStream.range(0, MANY)
                        .map(i -> about(bundle, i * step % MANY).size())
                        .sum()));
            }
            for (Future<Integer> sum : found) {
                assertThat(sum.get()).isEqualTo(MANY);
            }
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertRefused(Reason.TRUNCATED, () -> Bundle.open(file, fixture.trust()));
        }
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
        assertRefused(Reason.TAMPERED, () -> Bundle.open(file, fixture.trust()));
    }

    @Test
    void refusesWhatIsNoBundle() throws IOException {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.txt");
        assertRefused(Reason.UNREADABLE, () -> Bundle.open(file, fixture.trust()))
                .hasMessageContaining("does not exist");
        assertRefused(Reason.UNREADABLE, () -> Bundle.open(folder, fixture.trust()));
        assertRefused(Reason.UNREADABLE, () -> Bundle.open(Path.of("/dev/zero"), fixture.trust()));
        Files.writeString(file, "just some text that is long enough to hold a preamble, and more".repeat(4));
        assertRefused(Reason.NOT_A_BUNDLE, () -> Bundle.open(file, fixture.trust()));
    }

    @Test
    void refusesAnotherFormatAndSaysWhatHelps() throws IOException {
        BundleFixture fixture = fixture();
        Path file = folder.resolve("a.bundle");
        fixture.write(file, BundleFixture.BUILT_AT);
        byte[] other = Files.readAllBytes(file);
        other[8] = 4;
        Files.write(file, other);
        assertRefused(Reason.OTHER_FORMAT, () -> Bundle.open(file, fixture.trust()))
                .hasMessageContaining("format 4")
                .hasMessageContaining("update Plimsoll");
        other[8] = 2;
        Files.write(file, other);
        assertRefused(Reason.OTHER_FORMAT, () -> Bundle.open(file, fixture.trust()))
                .hasMessageContaining("format 2")
                .hasMessageContaining("build or fetch it again");
    }

    @Test
    void keepsDecisionsAndEndsOfLife() {
        Ssvc decision = new Ssvc(Ssvc.Exploitation.ACTIVE, true, false);
        BundleFixture fixture =
                fixture().decides("CVE-2021-44228", decision).endOfLife("Debian:10", LocalDate.parse("2024-06-30"));
        try (Bundle bundle = fixture.open(folder)) {
            assertThat(bundle.decision("CVE-2021-44228")).contains(decision);
            assertThat(bundle.decision("CVE-2000-0001")).isEmpty();
            assertThat(bundle.decision("CVE-1999-0001")).isEmpty();
            assertThat(bundle.endOfLife("Debian:10")).contains(LocalDate.parse("2024-06-30"));
            assertThat(bundle.endOfLife("Debian:11")).isEmpty();
        }
    }

    @Test
    void readsKeysAsTheyTravel() {
        BundleKey key = new BundleFixture().key();
        assertThat(BundleKey.ofPem(key.toPem())).isEqualTo(key);
        assertThat(BundleKey.ofDer(key.toDer())).isEqualTo(key);
        assertThatThrownBy(() -> BundleKey.ofPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BundleKey.read(Path.of("/dev/zero"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayBeReadByEverybody() throws IOException {
        Path file = folder.resolve("a.bundle");
        fixture().write(file, BundleFixture.BUILT_AT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Reason reason, ThrowingCallable opening) {
        return assertThatThrownBy(opening)
                .isInstanceOf(BundleRefusedException.class)
                .satisfies(e -> assertThat(e)
                        .asInstanceOf(type(BundleRefusedException.class))
                        .extracting(BundleRefusedException::reason)
                        .isEqualTo(reason));
    }
}
