package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How the layers of an image come: a few at once, in their order, and never more than may wait in memory.
class LayersSideBySideIT {
    private final SampleImage image = SampleImage.of(
            IntStream.range(0, 7).mapToObj(LayersSideBySideIT::layer).toArray(byte[][]::new));
    private FakeRegistry registry;
    private Pushing.Parts parts;
    private List<String> layers;

    @BeforeEach
    void start() throws IOException {
        parts = Pushing.Parts.of(image);
        registry = new FakeRegistry().holding(parts);
        List<String> blobs = List.copyOf(parts.blobs().keySet());
        layers = blobs.subList(0, blobs.size() - 1);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static byte[] layer(int number) {
        return new TarBytes().file("bin/program-" + number, 0755, new byte[50]).end();
    }

    private String name() {
        return registry.at("localhost") + "/shop/web:1";
    }

    private void on(String layer, FakeRegistry.Answering answering) {
        registry.on("/v2/shop/web/blobs/" + layer, answering);
    }

    private FakeRegistry.Answering whole(String layer) {
        return FakeRegistry.sending(parts.blobs().getOrDefault(layer, new byte[0]));
    }

    @Test
    void threeAreUnderWayAtOnceAndNeverMore() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        for (String layer : layers) {
            on(layer, exchange -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                three.countDown();
                await(three);
                running.decrementAndGet();
                whole(layer).answer(exchange);
            });
        }

        assertThat(Pulls.overPlainHttp().scan(name()))
                .isEqualTo(Scans.oci(image.named(name()).ociLayout(SampleImage::gzip)));
        assertThat(most).hasValue(3);
    }

    @Test
    void layerThatCannotBeGotEndsThoseThatStillRun() {
        CountDownLatch end = new CountDownLatch(1);
        on(layers.get(1), FakeRegistry.status(404));
        on(layers.get(2), exchange -> await(end));

        Pulls.overPlainHttp().refused(name()).hasMessageContaining("has no layer " + layers.get(1));
        end.countDown();
    }

    @Test
    void whoeverTakesNothingIsSentNoMoreThanWaitsInMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        List<String> endless = IntStream.range(0, 7)
                .mapToObj(i -> Digest.of(new byte[i]).toString())
                .toList();
        registry.on("/v2/shop/web/manifests/1", FakeRegistry.sending(manifest(endless)));
        endless.forEach(layer -> on(layer, FakeRegistry.endless(sent)));

        try (RemoteImage remote = Pulls.overPlainHttp().open(name())) {
            OutputStream full = new FullAfterTheDocuments(sent);
            assertThatThrownBy(() -> remote.writeTo(full, layer -> true, layer -> {}))
                    .hasMessage("full");
        }
        // What waits in the sockets of both sides comes on top of it.
        assertThat(sent.get()).isPositive().isLessThan(PullLimits.defaults().aheadBytes() + (64L << 20));
    }

    private String manifest(List<String> endless) {
        String configuration = parts.manifest().replaceFirst("(?s),\"layers\".*", "");
        return configuration + ",\"layers\":["
                + endless.stream()
                        .map("{\"digest\":\"%s\",\"size\":1073741824}"::formatted)
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /// Takes the documents, and at the first byte of a layer nothing until no more is sent.
    private static final class FullAfterTheDocuments extends OutputStream {
        private final AtomicLong sent;

        FullAfterTheDocuments(AtomicLong sent) {
            this.sent = sent;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length < 1 << 12) {
                return;
            }
            long before = -1;
            while (before < sent.get()) {
                before = sent.get();
                pause();
            }
            throw new IOException("full");
        }

        private static void pause() {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
