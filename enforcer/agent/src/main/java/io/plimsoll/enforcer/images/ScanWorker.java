package io.plimsoll.enforcer.images;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.engine.OwnExports;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineRefusedException;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.ScanState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Scans one image after the other, and matches what was found. Belongs to one thread.
final class ScanWorker {
    private static final int NO_SUCH_IMAGE = 404;

    private final Engine engine;
    private final Supplier<Optional<EngineFiles>> files;
    private final OwnExports ownExports;
    private final ImageScanner scanner;
    private final LayerFolder layers;
    private final ImageFolder folder;
    private final ImageBook book;
    private final Verdicts verdicts;
    private final Advisories advisories;
    private final List<Consumer<Digest>> followers = new CopyOnWriteArrayList<>();
    private final Journal journal;
    private final Failures failures;

    ScanWorker(ScanNeeds needs, ImageFolder folder, ImageBook book, Verdicts verdicts, Advisories advisories) {
        this.engine = needs.engine();
        this.files = needs.files();
        this.ownExports = needs.ownExports();
        this.scanner = needs.scanner();
        this.layers = needs.layers();
        this.journal = needs.journal();
        this.failures = needs.failures();
        this.folder = folder;
        this.book = book;
        this.verdicts = verdicts;
        this.advisories = advisories;
    }

    /// Calls this with each image whose inventory is new.
    void whenScanned(Consumer<Digest> follower) {
        followers.add(follower);
    }

    /// Scans one image to its end. What goes wrong is noted, and tried again later.
    void scan(Digest image) {
        try {
            Inventory inventory = inventory(image);
            match(image, inventory);
            book.scanned(image);
            followers.forEach(f -> f.accept(image));
        } catch (RuntimeException | IOException e) {
            if (!isGone(e)) {
                tellFailure(image, String.valueOf(e.getMessage()));
            }
            book.failed(image, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isGone(Exception e) {
        return e instanceof EngineRefusedException refused && refused.status() == NO_SUCH_IMAGE;
    }

    private void tellFailure(Digest image, String why) {
        failures.note(Failure.SCAN_FAILED, image.shortHex() + ": " + why);
        journal.record(HostEvent.of(EventType.IMAGE_SCAN_FAILED, subject(image))
                .image(image.toString(), name(image))
                .failed(why));
    }

    private Inventory inventory(Digest image) throws IOException {
        Path draft = folder.draft();
        LayerResults results = known(image);
        ownExports.begin(image.toString());
        try (InputStream export = engine.exportImage(image.toString())) {
            scanner.scan(export, results, draft);
        }
        Inventory inventory = SlimInventory.read(draft);
        requireSame(image, inventory);
        folder.keep(draft, image);
        results.keep();
        return inventory;
    }

    /// Whoever asks for another scan of an image wants its bytes read, whatever is known of them.
    private LayerResults known(Digest image) {
        boolean again = book.state(image) == ScanState.SCANNED;
        return layers.begin(files.get().map(f -> f.layersOf(image)).orElse(List.of()), again);
    }

    /// The scanner says which image it saw. Where the engine names images by their manifest, it cannot be compared.
    private void requireSame(Digest image, Inventory inventory) {
        boolean comparable = files.get().flatMap(f -> f.topLayerOf(image)).isPresent();
        if (comparable && !image.equals(inventory.imageId())) {
            throw new ScanFailedException("the engine handed over image " + inventory.imageId() + " instead");
        }
    }

    private void match(Digest image, Inventory inventory) throws IOException {
        ImageFacts facts = advisories.match(book.names(image), inventory, folder.scanned(image));
        folder.keep(StoredFacts.of(advisories.identity(), facts), image);
        verdicts.forget(image);
        journal.record(HostEvent.of(EventType.IMAGE_SCANNED, subject(image))
                .image(image.toString(), name(image))
                .with("packages", inventory.packages().size())
                .with("findings", facts.findings().size())
                .with("critical", count(facts.findings(), Severity.CRITICAL))
                .with("high", count(facts.findings(), Severity.HIGH))
                .with("missing", facts.missing().size())
                .with("bundle", advisories.identity()));
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /// Holds the inventory that is there against the advisories that count now, unless that was done.
    void matchAgain(Digest image) {
        try {
            Optional<StoredFacts> known = folder.facts(image);
            boolean done = known.isPresent() && known.get().bundle().equals(advisories.identity());
            if (done || !folder.hasInventory(image)) {
                return;
            }
            ImageFacts facts = advisories.match(
                    book.names(image), SlimInventory.read(folder.inventory(image)), folder.scanned(image));
            folder.keep(StoredFacts.of(advisories.identity(), facts), image);
            verdicts.forget(image);
        } catch (ScanFailedException | UncheckedIOException | IOException e) {
            failures.note(Failure.MATCHING_FAILED, image.shortHex() + ": " + e.getMessage());
        }
    }

    private Subject subject(Digest image) {
        return Subject.image(image.toString(), name(image));
    }

    private String name(Digest image) {
        return book.names(image).stream().findFirst().orElse("");
    }
}
