package io.plimsoll.center.labels;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.compliance.PciScope;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Puts labels on assets, and tells which ones count.
public final class Labels {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final int LONGEST_VALUE = 500;

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;

    Labels(Database database, AuditTrail trail, Clock clock, Live live) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
    }

    /// The labels that these assets carry themselves, by id. Assets without labels are left out.
    public static Map<String, Map<String, String>> of(Transaction transaction, AssetKind kind, Collection<String> ids) {
        return LabelStore.of(transaction, kind, ids);
    }

    /// The labels of all assets of a kind, by id.
    public static Map<String, Map<String, String>> all(Transaction transaction, AssetKind kind) {
        return LabelStore.all(transaction, kind);
    }

    /// What counts for an asset that inherits: of each key the value that is nearest, and of `pci-scope` the most
    /// sensitive one wherever it stands.
    ///
    /// @param nearestFirst such as the labels of a container, of its image, of its host
    public static Map<String, String> effective(List<Map<String, String>> nearestFirst) {
        Map<String, String> effective = new TreeMap<>();
        nearestFirst.forEach(labels -> labels.forEach(effective::putIfAbsent));
        List<PciScope> scopes = nearestFirst.stream()
                .map(labels -> labels.get(PciScope.LABEL))
                .filter(java.util.Objects::nonNull)
                .map(PciScope::ofLabel)
                .toList();
        if (!scopes.isEmpty()) {
            effective.put(PciScope.LABEL, PciScope.mostSensitive(scopes).word());
        }
        return effective;
    }

    Page<Label> list(Optional<AssetKind> kind, Optional<String> id, PageRequest page) {
        return database.read(transaction -> Page.of(
                LabelStore.list(transaction, kind, id, page),
                page.limit(),
                LabelStore.total(transaction, kind, id),
                label -> Cursor.of(label.kind().word(), label.id(), label.key())));
    }

    Label put(Caller caller, AssetKind kind, String id, String key, String value) {
        requireValid(key, value);
        Label label = new Label(kind, id, Optional.empty(), key, value, caller.name(), clock.instant());
        return database.write(transaction -> {
            if (!LabelStore.assetExists(transaction, kind, id)) {
                throw ProblemException.notFound("asset-unknown", "there is no " + kind.word() + " '" + id + "'");
            }
            String before = LabelStore.find(transaction, kind, id, key)
                    .map(Label::value)
                    .orElse("");
            LabelStore.put(transaction, label);
            Label after = LabelStore.find(transaction, kind, id, key).orElseThrow();
            trail.append(transaction, event(transaction, EventType.LABEL_CHANGED, caller, after, before, value));
            transaction.afterCommit(() -> live.changed("labels"));
            return after;
        });
    }

    void delete(Caller caller, AssetKind kind, String id, String key) {
        database.write(transaction -> {
            Label label = LabelStore.find(transaction, kind, id, key)
                    .orElseThrow(() -> ProblemException.notFound(
                            "label-unknown", "the " + kind.word() + " '" + id + "' has no label '" + key + "'"));
            LabelStore.delete(transaction, label);
            transaction.afterCommit(() -> live.changed("labels"));
            return trail.append(
                    transaction, event(transaction, EventType.LABEL_DELETED, caller, label, label.value(), ""));
        });
    }

    private static void requireValid(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    400,
                    "label-invalid",
                    "a label's key is 1 to 63 lower-case letters, digits, '.', '_' or '-', not '" + key + "'");
        }
        if (value.isBlank() || value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
            throw new ProblemException(
                    400, "label-invalid", "a label's value has 1 to " + LONGEST_VALUE + " characters");
        }
        if (key.equals(PciScope.LABEL)
                && (PciScope.ofLabel(value) == PciScope.UNKNOWN || !value.equals(value.toLowerCase(Locale.ROOT)))) {
            throw new ProblemException(
                    400, "label-invalid", "'pci-scope' is cde, connected, security or out, not '" + value + "'");
        }
    }

    private AuditEventBuilder event(
            Transaction transaction, EventType type, Caller caller, Label label, String before, String after) {
        AuditEventBuilder event = AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on(label.kind().word(), label.id(), label.name().orElse(""))
                .detail("key", label.key())
                .detail("before", before)
                .detail("after", after);
        LabelStore.place(transaction, label)
                .ifPresent(
                        place -> event.image(place.imageId(), place.imageName()).host(place.hostName()));
        return event;
    }
}
