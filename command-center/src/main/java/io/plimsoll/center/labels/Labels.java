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
import org.jspecify.annotations.Nullable;

/// Puts labels on assets, and tells which ones count.
public final class Labels {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final int LONGEST_VALUE = 500;

    private final Database database;
    private final AuditTrail trail;
    private final LabelHeirs heirs;
    private final Clock clock;
    private final Live live;

    Labels(Database database, AuditTrail trail, LabelHeirs heirs, Clock clock, Live live) {
        this.database = database;
        this.trail = trail;
        this.heirs = heirs;
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

    /// Adds to a condition that an asset carries a label itself.
    ///
    /// @param id where its id stands, as text
    /// @param label `key`, or `key=value`; no key has a `=`
    public static void narrow(
            AssetKind kind, String id, String label, StringBuilder where, List<@Nullable Object> arguments) {
        int equals = label.indexOf('=');
        where.append(" and ").append(id).append(" in (select l.asset_id from label l where l.kind = ? and l.key = ?");
        arguments.add(kind.word());
        arguments.add(equals < 0 ? label : label.substring(0, equals));
        if (equals >= 0) {
            where.append(" and l.value = ?");
            arguments.add(label.substring(equals + 1));
        }
        where.append(')');
    }

    /// What counts for an asset that inherits: of each key the value that is nearest, and of `pci-scope` the most
    /// sensitive one wherever it stands, of equal ones the nearest.
    ///
    /// @param nearestFirst a container, its services, its image, its networks, its host
    public static Map<String, CountingLabel> counting(List<LabelledAsset> nearestFirst) {
        Map<String, CountingLabel> counting = new TreeMap<>();
        for (LabelledAsset asset : nearestFirst) {
            asset.labels()
                    .forEach((key, value) -> counting.merge(
                            key,
                            new CountingLabel(value, asset),
                            key.equals(PciScope.LABEL) ? Labels::moreSensitive : (nearer, farther) -> nearer));
        }
        return counting;
    }

    private static CountingLabel moreSensitive(CountingLabel nearer, CountingLabel farther) {
        return PciScope.ofLabel(farther.value()).compareTo(PciScope.ofLabel(nearer.value())) < 0 ? farther : nearer;
    }

    /// What counts, without where it stands.
    public static Map<String, String> values(Map<String, CountingLabel> counting) {
        Map<String, String> values = new TreeMap<>();
        counting.forEach((key, label) -> values.put(key, label.value()));
        return values;
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
                throw unknown(kind, id);
            }
            String before = LabelStore.find(transaction, kind, id, key)
                    .map(Label::value)
                    .orElse("");
            LabelStore.put(transaction, label);
            heirs.labelsChanged(transaction, kind, id);
            // No host's list is written from here on, but one may just have forgotten the asset as it had no label.
            if (!LabelStore.assetExists(transaction, kind, id)) {
                throw unknown(kind, id);
            }
            Label after = LabelStore.find(transaction, kind, id, key).orElseThrow();
            trail.append(transaction, event(transaction, EventType.LABEL_CHANGED, caller, after, before, value));
            transaction.afterCommit(() -> live.changed("labels"));
            return after;
        });
    }

    private static ProblemException unknown(AssetKind kind, String id) {
        return ProblemException.notFound("asset-unknown", "there is no " + kind.word() + " '" + id + "'");
    }

    void delete(Caller caller, AssetKind kind, String id, String key) {
        database.write(transaction -> {
            Label label = LabelStore.find(transaction, kind, id, key)
                    .orElseThrow(() -> ProblemException.notFound(
                            "label-unknown", "the " + kind.word() + " '" + id + "' has no label '" + key + "'"));
            LabelStore.delete(transaction, label);
            heirs.labelsChanged(transaction, kind, id);
            return deleted(transaction, caller, label);
        });
    }

    /// Takes all labels off an asset that is no more. What heirs make of it is up to the caller.
    public void forget(Transaction transaction, Caller caller, AssetKind kind, String id) {
        for (Label label : LabelStore.all(transaction, kind, id)) {
            LabelStore.delete(transaction, label);
            deleted(transaction, caller, label);
        }
    }

    private boolean deleted(Transaction transaction, Caller caller, Label label) {
        transaction.afterCommit(() -> live.changed("labels"));
        trail.append(transaction, event(transaction, EventType.LABEL_DELETED, caller, label, label.value(), ""));
        return true;
    }

    private static void requireValid(String key, String value) {
        mistake(key, value).ifPresent(mistake -> {
            throw new ProblemException(400, "label-invalid", mistake);
        });
    }

    /// What is wrong with a label, as a sentence; empty if assets can carry it.
    public static Optional<String> mistake(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            return Optional.of(
                    "a label's key is 1 to 63 lower-case letters, digits, '.', '_' or '-', not '" + key + "'");
        }
        if (value.isBlank() || value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
            return Optional.of("a label's value has 1 to " + LONGEST_VALUE + " characters");
        }
        if (key.equals(PciScope.LABEL)
                && (PciScope.ofLabel(value) == PciScope.UNKNOWN || !value.equals(value.toLowerCase(Locale.ROOT)))) {
            return Optional.of("'pci-scope' is cde, connected, security or out, not '" + value + "'");
        }
        return Optional.empty();
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
