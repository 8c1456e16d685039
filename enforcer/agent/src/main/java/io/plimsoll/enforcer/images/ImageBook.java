package io.plimsoll.enforcer.images;

import io.plimsoll.engine.ImageSummary;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ScanState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Which images there are, how far their scans are, and who waits for one. Its methods hold its lock only for moments;
/// waiting happens outside of it.
final class ImageBook {
    private final InstantSource clock;
    private final Set<Digest> scanned;
    private final Map<Digest, ImageEntry> entries = new HashMap<>();
    private final Set<Digest> urgent = new LinkedHashSet<>();
    private final Map<Digest, CompletableFuture<Void>> waiting = new HashMap<>();
    private final Semaphore work = new Semaphore(0);

    /// @param scanned images with facts on the disk
    ImageBook(List<Digest> scanned, InstantSource clock) {
        this.scanned = new HashSet<>(scanned);
        this.clock = clock;
    }

    /// The engine has these images and no others.
    synchronized void present(List<ImageSummary> images) {
        Map<Digest, ImageEntry> before = Map.copyOf(entries);
        entries.clear();
        for (ImageSummary image : images) {
            ImageEntry known = before.get(image.id());
            ScanState state = scanned.contains(image.id()) ? ScanState.SCANNED : ScanState.UNSCANNED;
            entries.put(image.id(), known == null ? ImageEntry.seen(image, state, clock.instant()) : known.with(image));
        }
    }

    synchronized List<ImageEntry> entries() {
        return List.copyOf(entries.values());
    }

    synchronized ScanState state(Digest image) {
        if (scanned.contains(image)) {
            return ScanState.SCANNED;
        }
        ImageEntry entry = entries.get(image);
        return entry == null ? ScanState.UNSCANNED : entry.state();
    }

    /// Whether a scan that failed is not to be tried again yet.
    synchronized boolean mustRest(Digest image) {
        ImageEntry entry = entries.get(image);
        return entry != null
                && entry.state() == ScanState.FAILED
                && entry.retryAt().isAfter(clock.instant());
    }

    synchronized String failure(Digest image) {
        ImageEntry entry = entries.get(image);
        return entry == null ? "" : entry.failure();
    }

    /// Waits until the scan of this image has ended, and has it begin before all others.
    ///
    /// @return false if it takes longer
    boolean awaitScan(Digest image, Duration longest) {
        Optional<CompletableFuture<Void>> end = want(image);
        try {
            if (end.isPresent()) {
                end.get().get(longest.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private synchronized Optional<CompletableFuture<Void>> want(Digest image) {
        if (scanned.contains(image)) {
            return Optional.empty();
        }
        urgent.add(image);
        wakeUp();
        return Optional.of(waiting.computeIfAbsent(image, _ -> new CompletableFuture<>()));
    }

    /// Has an image scanned anew.
    synchronized void rescan(Digest image) {
        urgent.add(image);
        wakeUp();
    }

    /// The image to scan next: one that somebody waits for, else one with a name, else any.
    synchronized Optional<Digest> next() {
        Optional<Digest> wanted = urgent.stream().findFirst();
        Optional<Digest> next = wanted.isPresent() ? wanted : due();
        next.ifPresent(image -> {
            urgent.remove(image);
            entries.computeIfPresent(image, (_, e) -> e.with(ScanState.SCANNING));
        });
        return next;
    }

    synchronized boolean isSomebodyWaiting() {
        return !urgent.isEmpty();
    }

    private Optional<Digest> due() {
        Instant now = clock.instant();
        return entries.values().stream()
                .filter(e -> e.isDue(now))
                .min(Comparator.comparing((ImageEntry e) -> e.image().tags().isEmpty())
                        .thenComparing(ImageEntry::retryAt))
                .map(e -> e.image().id());
    }

    synchronized void scanned(Digest image) {
        scanned.add(image);
        entries.computeIfPresent(image, (_, e) -> ImageEntry.seen(e.image(), ScanState.SCANNED, clock.instant()));
        end(image);
    }

    /// An image that was scanned before keeps what was found then.
    synchronized void failed(Digest image, String why) {
        entries.computeIfPresent(
                image, (_, e) -> scanned.contains(image) ? e.with(ScanState.SCANNED) : e.failed(why, clock.instant()));
        end(image);
    }

    private void end(Digest image) {
        CompletableFuture<Void> end = waiting.remove(image);
        if (end != null) {
            end.complete(null);
        }
    }

    /// Waits until there may be something to scan.
    void awaitWork(Duration longest) throws InterruptedException {
        if (work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    /// There may be something to scan, or to do.
    void wakeUp() {
        work.release();
    }

    /// Digests of an image as the engine listed them last, its id among them.
    synchronized Set<Digest> digests(Digest image) {
        Set<Digest> digests = new HashSet<>(Set.of(image));
        ImageEntry entry = entries.get(image);
        if (entry != null) {
            entry.image().repositoryDigests().stream()
                    .map(named -> named.substring(named.indexOf('@') + 1))
                    .filter(ImageBook::isDigest)
                    .map(Digest::parse)
                    .forEach(digests::add);
        }
        return digests;
    }

    private static boolean isDigest(String text) {
        return text.matches("sha256:[0-9a-f]{64}");
    }

    /// Names of an image as the engine listed them last.
    synchronized List<String> names(Digest image) {
        ImageEntry entry = entries.get(image);
        return entry == null ? List.of() : entry.image().tags();
    }
}
