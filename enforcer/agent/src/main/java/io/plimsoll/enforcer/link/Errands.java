package io.plimsoll.enforcer.link;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.plimsoll.api.enforcer.v1.BundleOffer;
import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.images.BundleArrival;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// What takes long and must not hold up the conversation: inventories up, bundles down. One after the other.
final class Errands implements AutoCloseable {
    private final LinkNeeds needs;
    private final Path folder;
    private final Set<Digest> uploads = new LinkedHashSet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("center-errands").daemon().factory());
    private volatile @Nullable ManagedChannel channel;
    private volatile boolean reportDue = true;
    /// The offer that is fetched now, or was and could not be trusted: it is not fetched twice.
    private volatile String fetching = "";

    Errands(LinkNeeds needs) {
        this.needs = needs;
        this.folder = needs.dataFolder().resolve("intelligence");
    }

    /// The channel to use from now on; none while there is no conversation.
    void use(@Nullable ManagedChannel current) {
        channel = current;
        if (current != null) {
            thread.execute(this::uploadAll);
        }
    }

    boolean hasChannel() {
        return channel != null;
    }

    void reportSoon() {
        reportDue = true;
    }

    /// Whether something was changed since this was asked the last time.
    boolean takeReportDue() {
        boolean due = reportDue;
        reportDue = false;
        return due;
    }

    void upload(Digest image) {
        synchronized (uploads) {
            uploads.add(image);
        }
        thread.execute(this::uploadAll);
    }

    /// What the Center does not take now, it asks for again after the next report.
    private void uploadAll() {
        ManagedChannel current = channel;
        Optional<Digest> next = nextUpload();
        while (current != null && next.isPresent()) {
            upload(current, next.get());
            next = nextUpload();
        }
    }

    private void upload(ManagedChannel current, Digest image) {
        try {
            Optional<Path> inventory = needs.images().inventory(image);
            if (inventory.isPresent()) {
                InventoryUpload.send(current, image, inventory.get());
            }
        } catch (IOException e) {
            // See above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (uploads) {
                uploads.remove(image);
            }
        }
    }

    private Optional<Digest> nextUpload() {
        synchronized (uploads) {
            return uploads.stream().findFirst();
        }
    }

    /// Digest of the bundle file that was fetched last, as the Center offered it; empty if there is none.
    String bundleDigest() {
        try {
            return Files.exists(folder.resolve("bundle"))
                    ? Files.readString(folder.resolve("bundle.digest")).strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /// @param mayBeOlder whether the Center vouches that an administrator went back to it
    void fetch(BundleOffer offer, boolean mayBeOlder) {
        if (!offer.getDigest().equals(bundleDigest()) && !offer.getDigest().equals(fetching)) {
            fetching = offer.getDigest();
            thread.execute(() -> fetchNow(offer, mayBeOlder, bundleDigest()));
        }
    }

    /// @param have the bundle that a delta may lead from; empty to get the whole
    private void fetchNow(BundleOffer offer, boolean mayBeOlder, String have) {
        ManagedChannel current = channel;
        if (current == null) {
            return;
        }
        try {
            WholeFile.folder(folder);
            Path candidate = folder.resolve("bundle.new");
            BundleDownload.Arrived arrived = BundleDownload.fetch(current, offer, have, candidate);
            if (!arrived.isDelta() && !arrived.digest().toString().equals(offer.getDigest())) {
                throw new IOException("its digest is " + arrived.digest() + " and not " + offer.getDigest());
            }
            needs.images()
                    .takeBundle(new BundleArrival(
                            candidate,
                            offer.getDigest(),
                            mayBeOlder,
                            () -> remember(offer),
                            () -> thread.execute(() -> fetchNow(offer, mayBeOlder, ""))));
        } catch (StatusRuntimeException e) {
            // It is offered again in the next conversation.
            fetching = "";
        } catch (IOException e) {
            needs.failures().note(Failure.BUNDLE_REFUSED, "it could not be fetched: " + e.getMessage());
            fetching = "";
        }
    }

    private void remember(BundleOffer offer) {
        new WholeFile(folder.resolve("bundle.digest"), 128)
                .write(offer.getDigest().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
