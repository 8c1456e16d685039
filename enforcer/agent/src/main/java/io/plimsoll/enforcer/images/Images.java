package io.plimsoll.enforcer.images;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.engine.ImageSummary;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The images of this host: has them scanned without being asked, matches them, and judges them. One thread scans and
/// matches; any thread may ask.
public final class Images implements ImageVerdicts, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofDays(7);

    private final ImageFolder folder;
    private final ImageBook book;
    private final Verdicts verdicts;
    private final Advisories advisories;
    private final ScanWorker worker;
    private final BooleanSupplier engineAnswers;
    private final Journal journal;
    private final Failures failures;
    private final InstantSource clock;
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final Map<Digest, String> lastWords = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().name("images").daemon().unstarted(this::work);
    private volatile boolean closed;

    public Images(ScanNeeds needs) {
        folder = new ImageFolder(needs.folder());
        book = new ImageBook(folder.scanned(), needs.clock());
        verdicts = new Verdicts(folder, needs.clock());
        advisories = new Advisories(needs.bundle(), needs.bundleKey(), needs.journal(), needs.failures());
        worker = new ScanWorker(needs, folder, book, verdicts, advisories);
        engineAnswers = needs.engineAnswers();
        journal = needs.journal();
        failures = needs.failures();
        clock = needs.clock();
    }

    /// Calls this, on the thread that scans, with each image whose inventory is new.
    public void whenScanned(Consumer<Digest> follower) {
        worker.whenScanned(follower);
    }

    public void start() {
        errands.add(this::matchAllAgain);
        thread.start();
    }

    @Override
    public boolean isScanned(Digest image) {
        return book.state(image) == ScanState.SCANNED;
    }

    @Override
    public Judgement judge(Digest image, List<String> names, PolicySnapshot policies) {
        return switch (book.state(image)) {
            case SCANNED -> verdicts.judge(image, names, book.digests(image), policies);
            case UNSCANNED, SCANNING ->
                policies.judge(ImageFacts.notScanned(names, ScanState.SCANNING, book.digests(image)), verdicts.now());
            case FAILED ->
                policies.judge(
                        ImageFacts.notScanned(
                                names,
                                book.mustRest(image) ? ScanState.FAILED : ScanState.SCANNING,
                                book.digests(image)),
                        verdicts.now());
        };
    }

    @Override
    public Judgement judgeUnknown(PolicySnapshot policies) {
        return policies.judge(ImageFacts.notScanned(List.of(), ScanState.UNSCANNED), verdicts.now());
    }

    @Override
    public Waited awaitScan(Digest image, Duration longest) {
        if (!engineAnswers.getAsBoolean()) {
            return Waited.ENGINE_STARTING;
        }
        return book.awaitScan(image, longest) ? Waited.ENDED : Waited.STILL_RUNNING;
    }

    /// The engine has these images and no others.
    public void present(List<ImageSummary> images) {
        book.present(images);
        book.wakeUp();
    }

    /// Every image of the engine with what is concluded about it.
    public List<ImageStanding> standings(PolicySnapshot policies) {
        return book.entries().stream()
                .map(e -> new ImageStanding(
                        e.image(),
                        e.state(),
                        e.failure(),
                        judge(e.image().id(), e.image().tags(), policies)))
                .toList();
    }

    /// Records which images are judged otherwise than the last time this was asked. Belongs to one thread.
    public void tellChangedVerdicts(PolicySnapshot policies) {
        for (ImageStanding standing : standings(policies)) {
            if (standing.state() == ScanState.SCANNED) {
                tellChange(standing);
            }
        }
    }

    private void tellChange(ImageStanding standing) {
        ImageSummary image = standing.image();
        String word = standing.judgement().word();
        String before = lastWords.put(image.id(), word);
        if (before != null && !before.equals(word)) {
            String name = image.tags().stream().findFirst().orElse("");
            HostEvent event = HostEvent.of(
                            EventType.IMAGE_VERDICT_CHANGED,
                            Subject.image(image.id().toString(), name))
                    .image(image.id().toString(), name)
                    .with("before", before)
                    .with("now", word);
            journal.record(standing.judgement().deciding().map(event::because).orElse(event));
        }
    }

    /// Has an image scanned anew.
    public void rescan(Digest image) {
        book.rescan(image);
    }

    /// The inventory of an image as the scanner wrote it; empty if there is none.
    public Optional<Path> inventory(Digest image) {
        return folder.hasInventory(image) ? Optional.of(folder.inventory(image)) : Optional.empty();
    }

    /// Takes a bundle that lies in a file beside the one in use, if it can be trusted, and matches everything again.
    public void takeBundle(BundleArrival arrival) {
        errands.add(() -> {
            if (advisories.take(arrival)) {
                arrival.whenTaken().run();
                matchAllAgain();
            }
        });
        book.wakeUp();
    }

    /// Trusts another key of bundles from now on.
    public void trust(Optional<PublicKey> bundleKey) {
        errands.add(() -> advisories.trust(bundleKey));
    }

    private void matchAllAgain() {
        Set<Digest> present = new HashSet<>();
        book.entries().forEach(e -> present.add(e.image().id()));
        for (Digest image : folder.scanned()) {
            errands.add(() -> worker.matchAgain(image));
        }
        errands.add(() -> forgetOld(present));
    }

    private void forgetOld(Set<Digest> present) {
        try {
            if (!present.isEmpty()) {
                folder.forget(present, clock.instant(), GRACE);
            }
        } catch (IOException e) {
            failures.note(Failure.FACTS_NOT_KEPT, "old inventories cannot be removed: " + e.getMessage());
        }
    }

    private void work() {
        while (!closed) {
            try {
                workOnce();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failures.note(Failure.SCAN_FAILED, "unexpectedly: " + e);
            }
        }
    }

    /// A scan that somebody waits for comes first, then matching, then other scans.
    private void workOnce() throws InterruptedException {
        Runnable errand = book.isSomebodyWaiting() ? null : errands.poll();
        if (errand != null) {
            errand.run();
            return;
        }
        Optional<Digest> next = engineAnswers.getAsBoolean() ? book.next() : Optional.empty();
        if (next.isPresent()) {
            worker.scan(next.get());
        } else {
            book.awaitWork(IDLE);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
