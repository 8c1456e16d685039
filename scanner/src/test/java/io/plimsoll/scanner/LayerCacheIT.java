package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.ScanSource.Vouched;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestDistribution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scanner processes and the cache that their callers share.
class LayerCacheIT {
    private static final byte[] BASE = new TarBytes()
            .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
            .file(
                    "var/lib/dpkg/status",
                    "Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 7.88.1-10\n\n")
            .file("usr/bin/tool", 0755, "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
            .end();
    private static final byte[] SHOP = new TarBytes()
            .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"2.0.0\"}")
            .file("usr/bin/.wh.tool", "")
            .end();
    private static final byte[] OTHER = new TarBytes()
            .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"9.9.9\"}")
            .end();

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger opened = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void theSecondScanOfAnArchiveIsTheSame() throws Exception {
        for (UnaryOperator<byte[]> packing :
                List.<UnaryOperator<byte[]>>of(UnaryOperator.identity(), SampleImage::gzip)) {
            ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(packing));
            String first = made(archive);

            assertThat(made(archive))
                    .isEqualTo(first)
                    .isEqualTo(withoutCache(archive))
                    .contains("curl", "\"gaps\":[]");
        }
        assertThat(layers()).hasSize(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void anotherImageOnTheSameBaseTakesItsLayerFromTheCache() throws Exception {
        made(archive("shop", SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity())));
        byte[] another = SampleImage.of(BASE, OTHER).ociLayout(UnaryOperator.identity());
        ScanSource archive = archive("other", another);
        String expected = withoutCache(archive);

        assertThat(made(archive)).isEqualTo(expected).contains("curl", "9.9.9");
        assertThat(layers()).hasSize(3);
    }

    @Test
    void anArchiveThatClaimsAKnownDigestForOtherBytesGetsTheGap() throws Exception {
        SampleImage shop = SampleImage.of(BASE, SHOP);
        made(archive("shop", shop.ociLayout(UnaryOperator.identity())));

        String hostile = made(archive("hostile", shop.ociLayout(UnaryOperator.identity(), bytes -> OTHER)));

        assertThat(hostile).contains("blob-digest-mismatch").doesNotContain("curl", "2.0.0");
        assertThat(layers()).hasSize(2);
    }

    @Test
    void damagedTruncatedAndForeignEntriesAreIgnored() throws Exception {
        ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        String expected = made(archive);
        List<Path> entries = layers();
        byte[] one = Files.readAllBytes(entries.getFirst());
        byte[] other = Files.readAllBytes(entries.getLast());
        byte[] damaged = one.clone();
        damaged[damaged.length / 2] ^= 4;
        for (byte[] bad : List.of(new byte[0], damaged, Arrays.copyOf(one, one.length - 7), other)) {
            Files.write(entries.getFirst(), bad);
            for (Path known : files("files")) {
                Files.delete(known);
            }

            assertThat(made(archive)).isEqualTo(expected);
            assertThat(Files.readAllBytes(entries.getFirst())).isEqualTo(one);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void anArchiveIsKnownAgainByItsBytesWithoutAScannerProcess() throws Exception {
        for (UnaryOperator<byte[]> packing :
                List.<UnaryOperator<byte[]>>of(UnaryOperator.identity(), SampleImage::gzip)) {
            byte[] bytes = SampleImage.of(BASE, SHOP).ociLayout(packing);
            String first = made(archive("shop", bytes));

            assertThat(madeWithoutJava(archive("elsewhere", bytes))).isEqualTo(first);
        }
    }

    @Test
    void anArchiveOfWhichOneByteHasChangedIsScannedAgain() throws Exception {
        byte[] bytes = SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity());
        made(archive("shop", bytes));

        for (int at = 0; at < bytes.length; at += 97) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThat(madeWithoutJava(archive("shop", changed))).contains("no-java cannot be executed");
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 512);
        assertThat(madeWithoutJava(archive("shop", longer))).contains("no-java cannot be executed");
    }

    @Test
    void ofAnArchiveThatIsPackedAsAWholeTooAllBytesAreCompared() throws Exception {
        byte[] bytes = SampleImage.gzip(SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        made(archive("shop", bytes));
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;

        assertThat(madeWithoutJava(archive("shop", bytes))).contains("curl");
        assertThat(madeWithoutJava(archive("shop", changed))).contains("no-java cannot be executed");
    }

    @Test
    void anArchiveIsKnownOnlyForTheImageThatWasAskedFor() throws Exception {
        Path file = Files.write(
                folder.resolve("shop.tar"), SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        ScanSource only = new ScanSource.OciArchive(file, Optional.empty());
        made(only);

        assertThat(madeWithoutJava(only)).contains("curl");
        assertThat(madeWithoutJava(new ScanSource.OciArchive(file, Optional.of("other:1"))))
                .contains("no-java cannot be executed");
    }

    @Test
    void resultsOfAnotherBuildOfTheScannerAreNotUsed() throws Exception {
        ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        made(archive);
        Path home = Files.createDirectory(folder.resolve("home"));
        Command.of("cp", "-r", TestDistribution.home().toString() + "/.", home.toString())
                .run()
                .outputOrFail();
        Files.writeString(home.resolve("lib/scanner/scanner.jar"), "\0", StandardOpenOption.APPEND);
        LayerCache cache = LayerCache.open(cacheFolder(), home, warnings::add).orElseThrow();

        assertThat(cache.has(Digest.of(BASE), List.of(LayerCache.Origin.ENGINE, LayerCache.Origin.ARCHIVE)))
                .isFalse();
        assertThat(cache().orElseThrow()
                        .has(Digest.of(BASE), List.of(LayerCache.Origin.ENGINE, LayerCache.Origin.ARCHIVE)))
                .isTrue();
    }

    @Test
    void anImageThatTheEngineStillHasIsNotAskedForAgain() throws Exception {
        SampleImage shop = SampleImage.of(BASE, SHOP);
        Vouched image = new Vouched("shop/web 1", List.of(Digest.of(BASE), Digest.of(SHOP)));
        ScanSource stream = engine(shop, image);
        String first = made(stream);

        assertThat(made(stream)).isEqualTo(first).isEqualTo(document(shop));
        assertThat(opened).hasValue(1);
        assertThat(made(engine(shop, new Vouched("shop/web 2", image.diffIds()))))
                .isEqualTo(first);
        assertThat(opened).hasValue(2);
    }

    @Test
    void aNameThatMovesDuringTheScanLeavesNoInventory() throws Exception {
        SampleImage shop = SampleImage.of(BASE, SHOP);
        AtomicInteger asked = new AtomicInteger();
        ScanSource moving = new ScanSource.DockerStream(
                () -> new ByteArrayInputStream(shop.dockerArchive()),
                () -> Optional.of(new Vouched("id " + asked.getAndIncrement() % 2, List.of(Digest.of(BASE)))));
        made(moving);

        assertThat(files("images")).isEmpty();
        assertThat(layers()).hasSize(1);
    }

    @Test
    void whatAFileSaysNeverAnswersForALayerOfTheEngine() throws Exception {
        SampleImage shop = SampleImage.of(BASE, SHOP);
        made(archive("shop", shop.ociLayout(UnaryOperator.identity())));
        LayerCache cache = cache().orElseThrow();

        assertThat(cache.layer(Digest.of(BASE), List.of(LayerCache.Origin.ENGINE)))
                .isEmpty();
        assertThat(cache.layer(Digest.of(BASE), List.of(LayerCache.Origin.ENGINE, LayerCache.Origin.ARCHIVE)))
                .isPresent();
    }

    @Test
    void processesThatScanTogetherAgree() throws Exception {
        ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(SampleImage::gzip));
        String expected = withoutCache(archive);
        Callable<String> scan = () -> made(archive);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> made =
                    threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> scan).toList());

            assertThat(made).allMatch(one -> one.resultNow().equals(expected));
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void theFolderMayBeDeletedAtAnyTime() throws Exception {
        ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        Optional<LayerCache> cache = cache();
        String first = made(archive, cache);
        Command.of("rm", "-rf", cacheFolder().toString()).run().outputOrFail();

        assertThat(made(archive, cache)).isEqualTo(first);
        assertThat(made(archive)).isEqualTo(first);
        assertThat(made(archive)).isEqualTo(first);
    }

    @Test
    void aFolderThatCannotBeWrittenOnlyWarns() throws Exception {
        ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        Files.writeString(cacheFolder(), "a file in the way");

        assertThat(made(archive)).contains("curl");
        assertThat(warnings).hasSize(1).first().asString().startsWith("results of layers are not kept:");
    }

    @Test
    void aFolderThatBecomesReadOnlyIsStillReadAndOnlyWarns() throws Exception {
        ScanSource archive = archive("shop", SampleImage.of(BASE, SHOP).ociLayout(UnaryOperator.identity()));
        String first = made(archive);
        try (ReadOnly _ = new ReadOnly(cacheFolder())) {
            assertThat(made(archive)).isEqualTo(first);
            assertThat(made(archive("other", SampleImage.of(OTHER).ociLayout(UnaryOperator.identity()))))
                    .contains("9.9.9");
            assertThat(warnings).isNotEmpty();
        }
    }

    /// A folder in which nobody can write. For root only another mount is read-only.
    private record ReadOnly(Path folder) implements AutoCloseable {
        private static final boolean ROOT = System.getProperty("user.name").equals("root");

        ReadOnly {
            if (ROOT) {
                Command.of("mount", "--bind", folder.toString(), folder.toString())
                        .run()
                        .outputOrFail();
                Command.of("mount", "-o", "remount,bind,ro", folder.toString())
                        .run()
                        .outputOrFail();
            } else {
                Command.of("chmod", "-R", "a-w", folder.toString()).run().outputOrFail();
            }
        }

        @Override
        public void close() {
            if (ROOT) {
                Command.of("umount", folder.toString()).run().outputOrFail();
            } else {
                Command.of("chmod", "-R", "u+w", folder.toString()).run().outputOrFail();
            }
        }
    }

    private ScanSource engine(SampleImage image, Vouched said) {
        return new ScanSource.DockerStream(
                () -> {
                    opened.incrementAndGet();
                    return new ByteArrayInputStream(image.dockerArchive());
                },
                () -> Optional.of(said));
    }

    private ScanSource archive(String name, byte[] bytes) throws IOException {
        return new ScanSource.ArchiveFile(Files.write(folder.resolve(name + ".tar"), bytes));
    }

    private Path cacheFolder() {
        return folder.resolve("cache");
    }

    private Optional<LayerCache> cache() {
        return LayerCache.open(cacheFolder(), TestDistribution.home(), warnings::add);
    }

    private List<Path> layers() throws IOException {
        return files("layers");
    }

    private List<Path> files(String kind) throws IOException {
        try (Stream<Path> all = Files.walk(cacheFolder())) {
            return all.filter(file ->
                            Files.isRegularFile(file) && file.resolveSibling("").endsWith(kind))
                    .sorted()
                    .toList();
        }
    }

    private String made(ScanSource source) throws InterruptedException {
        return made(source, cache());
    }

    private static String withoutCache(ScanSource source) throws InterruptedException {
        return made(source, Optional.empty());
    }

    /// Where no scanner can run.
    private String madeWithoutJava(ScanSource source) throws InterruptedException {
        return made(source, new ScannerProcess(TestDistribution.home(), folder.resolve("no-java"), cache()));
    }

    private static String made(ScanSource source, Optional<LayerCache> cache) throws InterruptedException {
        return made(source, new ScannerProcess(TestDistribution.home(), TestDistribution.java(), cache));
    }

    /// The document, or the reason why there is none.
    private static String made(ScanSource source, ScannerProcess scanner) throws InterruptedException {
        return switch (scanner.scan(source)) {
            case ScanOutcome.Made made -> new String(made.document().toArray(), StandardCharsets.UTF_8);
            case ScanOutcome.CouldNot couldNot -> couldNot.reason();
        };
    }

    private static String document(SampleImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InventoryWriter.write(Scans.docker(image), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
