package io.plimsoll.center.images;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.LabelScope;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Digest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What can be done to images that needs no policy, over HTTP.
@RestController
final class ImageActionsApi {
    private final Database database;
    private final ImageScanners scanners;
    private final RegistryScans registries;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;

    ImageActionsApi(
            Database database,
            ImageScanners scanners,
            RegistryScans registries,
            AuditTrail trail,
            Clock clock,
            Live live) {
        this.database = database;
        this.scanners = scanners;
        this.registries = registries;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
    }

    @PostMapping("/api/v1/images/{imageId}/rescan")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Permission(value = "images.scan", reach = Permission.Reach.LABELS)
    void rescan(Caller caller, @PathVariable String imageId) {
        rescan(caller, ImageSelection.id(imageId));
    }

    /// Images that somebody selected.
    record Selected(@Nullable List<@Nullable String> images) {
        ImageSelection selection() {
            return ImageSelection.of(images);
        }
    }

    @PostMapping("/api/v1/images/rescan")
    @Permission(value = "images.scan", reach = Permission.Reach.LABELS)
    ImageSelection.Outcome rescan(Caller caller, @RequestBody Selected selected) {
        return selected.selection().each(id -> rescan(caller, id));
    }

    private void rescan(Caller caller, Digest image) {
        String id = known(image);
        List<UUID> hosts = database.read(transaction -> ImageStore.hosts(transaction, id));
        int asked = LabelScope.outside(() -> scanners.scan(image, hosts));
        int queued = database.write(transaction -> registries.rescan(transaction, image, caller.name()));
        if (asked + queued == 0) {
            throw new ProblemException(
                    409,
                    "no-host-connected",
                    "none of the " + hosts.size() + " hosts that hold the image is connected, and no registry has it");
        }
        trail.append(event(EventType.IMAGE_SCAN_REQUESTED, caller, id, "")
                .detail("hosts", Integer.toString(asked))
                .detail("registries", Integer.toString(queued)));
    }

    @PostMapping("/api/v1/images/removal")
    @Permission("images.write")
    ImageSelection.Outcome remove(Caller caller, @RequestBody Selected selected) {
        return selected.selection().each(image -> {
            String id = known(image);
            database.write(transaction -> {
                String name = ImageStore.find(transaction, id).orElseThrow().names().stream()
                        .findFirst()
                        .orElse("");
                ImageRemoval.remove(transaction, id, clock.instant());
                transaction.afterCommit(() -> live.changed("images"));
                return trail.append(transaction, event(EventType.IMAGE_DELETED, caller, id, name));
            });
        });
    }

    private AuditEventBuilder event(EventType type, Caller caller, String id, String name) {
        return AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("image", id, name)
                .image(id, name);
    }

    private String known(Digest image) {
        return database.read(transaction -> ImageStore.find(transaction, image.toString()))
                .orElseThrow(() -> ImagesApi.unknown(image.toString()))
                .id();
    }
}
