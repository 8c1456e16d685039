package io.plimsoll.center.images;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.PolicySnapshot;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Images over HTTP.
@RestController
final class ImagesApi {
    static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low", "negligible", "unknown");

    /// How far back it is shown what bundles changed.
    private static final Duration CHANGES_SHOWN = Duration.ofDays(7);

    private static final int MOST_REGISTRIES = 200;
    private static final int MOST_BASES = 3;

    private final Database database;
    private final Policies policies;
    private final AuditTrail trail;
    private final Clock clock;

    ImagesApi(Database database, Policies policies, AuditTrail trail, Clock clock) {
        this.database = database;
        this.policies = policies;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/api/v1/images")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<ImageView> list(PageRequest page, @RequestParam Map<String, String> parameters) {
        ImageFilter filter = ImageFilter.of(parameters);
        PolicySnapshot inForce = policies.current().snapshot();
        return database.read(transaction -> Page.of(
                        ImageStore.list(transaction, filter, page),
                        page,
                        () -> ImageStore.total(transaction, filter, page),
                        image -> Cursor.of(image.sortKey(), image.id())))
                .map(image -> ImageView.of(image, inForce));
    }

    record RegistryView(String registry, int images) {}

    /// Few, so all at once.
    record RegistriesView(List<RegistryView> items) {}

    @GetMapping("/api/v1/image-registries")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    RegistriesView registries() {
        return new RegistriesView(
                database.read(transaction -> ImageStore.registries(transaction, MOST_REGISTRIES)).stream()
                        .map(one -> new RegistryView(one.registry(), one.images()))
                        .toList());
    }

    /// Exactly the rows that the same filters leave in the list, in its order.
    @GetMapping("/api/v1/images/export")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    void export(
            Caller caller,
            PageRequest page,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        ProblemException.requireOneOf("format", format, Set.of("csv", "json"));
        ImageExport export = new ImageExport(ImageFilter.of(parameters), page, ImageExport.Format.of(format));
        trail.append(AuditEvent.of(EventType.IMAGES_EXPORTED, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("images", "images", "")
                .detail("format", format)
                .detail("filters", export.described(parameters)));
        response.setContentType(export.format().mediaType);
        String day = clock.instant().toString().substring(0, 10);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"plimsoll-images-" + day + "." + format + "\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            database.read(transaction -> {
                export.write(transaction, policies.current().snapshot(), out);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @GetMapping("/api/v1/images/{imageId}")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    ImageDetailView get(@PathVariable String imageId) {
        return database.read(transaction -> {
            String id = ImageSelection.id(imageId).toString();
            StoredImage image = ImageStore.find(transaction, id).orElseThrow(() -> unknown(imageId));
            return ImageDetailView.of(
                    image,
                    policies.current().snapshot(),
                    InventoryStore.summary(transaction, id),
                    DecisionStore.disallowed(transaction, id),
                    DecisionStore.approved(transaction, id),
                    ImageStore.digests(transaction, id),
                    ImageStore.hostNames(transaction, id));
        });
    }

    @GetMapping("/api/v1/images/{imageId}/advice")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    AdviceView advice(@PathVariable String imageId) {
        String id = known(imageId);
        return database.read(transaction -> AdviceView.of(
                Advice.of(
                        FindingStore.counting(transaction, id),
                        InventoryStore.summary(transaction, id)
                                .map(InventoryStore.Summary::layers)
                                .orElse(List.of())),
                DecisionStore.bases(transaction, id, MOST_BASES)));
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

    @GetMapping("/api/v1/images/{imageId}/executables")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    Page<ExecutableView> executables(
            @PathVariable String imageId, PageRequest page, @RequestParam Optional<String> owned) {
        String id = known(imageId);
        ExecutableFilter filter =
                new ExecutableFilter(page.words(), owned.map(word -> ProblemException.requireTruth("owned", word)));
        return database.read(transaction -> ExecutableStore.page(transaction, id, filter, page));
    }

    @GetMapping("/api/v1/images/{imageId}/package-counts")
    @Permission(value = "images.read", reach = Permission.Reach.LABELS)
    PackageCounts packageCounts(@PathVariable String imageId) {
        String id = known(imageId);
        return database.read(
                transaction -> InventoryStore.packages(transaction, id).counts());
    }

    private String known(String imageId) {
        String id = ImageSelection.id(imageId).toString();
        return database.read(transaction -> ImageStore.find(transaction, id))
                .orElseThrow(() -> unknown(imageId))
                .id();
    }

    static ProblemException unknown(String imageId) {
        return ProblemException.notFound(
                "image-unknown",
                "no host has listed an image '" + imageId + "', and no registry that is scanned has it");
    }
}
