package io.plimsoll.center.images;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Images over HTTP.
@RestController
final class ImagesApi {
    private static final Set<String> VERDICTS = Set.of("admitted", "would-refuse", "refused", "pending");
    private static final Set<String> STATES =
            Set.of("unscanned", "scanning", "scanned", "failed", ImageFilter.NOT_SCANNED, ImageFilter.INCOMPLETE);
    private static final Set<String> SORTS = Set.of("name", "created", "severity");
    static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low", "negligible", "unknown");

    /// How far back it is shown what bundles changed.
    private static final Duration CHANGES_SHOWN = Duration.ofDays(7);

    private final Database database;
    private final ImageScanners scanners;
    private final RegistryScans registries;
    private final AuditTrail trail;
    private final Clock clock;

    ImagesApi(Database database, ImageScanners scanners, RegistryScans registries, AuditTrail trail, Clock clock) {
        this.database = database;
        this.scanners = scanners;
        this.registries = registries;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/api/v1/images")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<ImageView> list(
            PageRequest page,
            @RequestParam Optional<String> verdict,
            @RequestParam Optional<String> scanState,
            @RequestParam("package") Optional<String> packageName,
            @RequestParam Optional<String> packageVersion,
            @RequestParam Optional<String> packageType,
            @RequestParam Optional<String> vulnerability,
            @RequestParam Optional<UUID> exception,
            @RequestParam(defaultValue = "name") String sort) {
        ImageFilter filter = new ImageFilter(
                verdict.map(word -> ProblemException.requireOneOf("verdict", word, VERDICTS)),
                scanState.map(word -> ProblemException.requireOneOf("scanState", word, STATES)),
                ImageContent.of(packageName, packageVersion, packageType, vulnerability, exception),
                ImageFilter.Order.valueOf(
                        ProblemException.requireOneOf("sort", sort, SORTS).toUpperCase(Locale.ROOT)));
        return database.read(transaction -> Page.of(
                        ImageStore.list(transaction, filter, page),
                        page,
                        () -> ImageStore.total(transaction, filter, page),
                        image -> Cursor.of(image.sortKey(), image.id())))
                .map(ImageView::of);
    }

    @GetMapping("/api/v1/images/{imageId}")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    ImageDetailView get(@PathVariable String imageId) {
        return database.read(transaction -> {
            String id = digest(imageId).toString();
            StoredImage image = ImageStore.find(transaction, id).orElseThrow(() -> unknown(imageId));
            return ImageDetailView.of(
                    image,
                    InventoryStore.summary(transaction, id),
                    ImageStore.digests(transaction, id),
                    ImageStore.hostNames(transaction, id));
        });
    }

    @GetMapping("/api/v1/images/{imageId}/findings")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<FindingView> findings(
            @PathVariable String imageId,
            PageRequest page,
            @RequestParam Optional<String> severity,
            @RequestParam Optional<String> accepted) {
        String id = known(imageId);
        FindingStore.Filter filter = new FindingStore.Filter(
                severity.map(s -> ProblemException.requireOneOf("severity", s, SEVERITIES)),
                accepted.map(word -> ProblemException.requireTruth("accepted", word)));
        return database.read(transaction -> Page.of(
                        FindingStore.list(transaction, id, filter, page),
                        page.limit(),
                        FindingStore.total(transaction, id, filter, page),
                        numbered -> Cursor.of(numbered.number())))
                .map(FindingStore.Numbered::finding);
    }

    @GetMapping("/api/v1/intelligence/changes")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<FindingChangeView> changes(PageRequest page) {
        Instant since = clock.instant().minus(CHANGES_SHOWN);
        return database.read(transaction -> Page.of(
                        FindingChangeStore.list(transaction, since, page),
                        page.limit(),
                        FindingChangeStore.total(transaction, since),
                        FindingChangeStore.Summary::cursor))
                .map(FindingChangeView::of);
    }

    @GetMapping("/api/v1/images/{imageId}/packages")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<PackageView> packages(
            @PathVariable String imageId,
            PageRequest page,
            @RequestParam Optional<String> type,
            @RequestParam Optional<String> part,
            @RequestParam Optional<String> licence,
            @RequestParam Optional<String> assessed) {
        String id = known(imageId);
        PackageFilter filter = PackageFilter.of(type, part, licence, assessed);
        return database.read(transaction -> {
                    PackageStore packages = InventoryStore.packages(transaction, id);
                    return Page.of(
                            packages.list(filter, page),
                            page.limit(),
                            packages.total(filter, page),
                            PackageStore.Numbered::cursor);
                })
                .map(PackageStore.Numbered::view);
    }

    @GetMapping("/api/v1/images/{imageId}/package-counts")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    PackageCounts packageCounts(@PathVariable String imageId) {
        String id = known(imageId);
        return database.read(
                transaction -> InventoryStore.packages(transaction, id).counts());
    }

    @PostMapping("/api/v1/images/{imageId}/rescan")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Permission(value = "images.scan", reach = Permission.Reach.LABELS)
    void rescan(Caller caller, @PathVariable String imageId) {
        String id = known(imageId);
        List<UUID> hosts = database.read(transaction -> ImageStore.hosts(transaction, id));
        int asked = scanners.scan(Digest.parse(id), hosts);
        int queued = database.write(transaction -> registries.rescan(transaction, Digest.parse(id), caller.name()));
        if (asked + queued == 0) {
            throw new ProblemException(
                    409,
                    "no-host-connected",
                    "none of the " + hosts.size() + " hosts that hold the image is connected, and no registry has it");
        }
        trail.append(AuditEvent.of(EventType.IMAGE_SCAN_REQUESTED, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("image", id, "")
                .image(id, "")
                .detail("hosts", Integer.toString(asked))
                .detail("registries", Integer.toString(queued)));
    }

    private String known(String imageId) {
        String id = digest(imageId).toString();
        return database.read(transaction -> ImageStore.find(transaction, id))
                .orElseThrow(() -> unknown(imageId))
                .id();
    }

    private static Digest digest(String imageId) {
        try {
            return Digest.parse(imageId);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("an image id is 'sha256:' and 64 digits: " + e.getMessage());
        }
    }

    private static ProblemException unknown(String imageId) {
        return ProblemException.notFound(
                "image-unknown",
                "no host has listed an image '" + imageId + "', and no registry that is scanned has it");
    }
}
