package io.plimsoll.center.images;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.advisories.matching.LookupName;
import io.plimsoll.advisories.matching.Rematch;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.RunningVersion;
import io.plimsoll.policy.ScanState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;

/// The SQL of what is due to be assessed, and of what came out.
final class AssessmentStore {
    /// Counts beyond this do not change the order of images.
    private static final int MOST_COUNTED = 9_999;

    private static final String DUE =
            "id, names, scan_state, verdict, scanned_at, findings_at, bundle_digest, not_assessed_ecosystems";

    private static final String DUE_WHERE =
            "update image set due = true where gone_at is null and not due and id in" + " (select image_id from ";

    private AssessmentStore() {}

    /// Also of those that are due already: one of them may be in the hands of somebody who assesses it by what was in
    /// force before, and says at his end that it is not due any more. This waits for that end.
    static void allDue(Transaction transaction) {
        transaction.change("update image set due = true where gone_at is null");
    }

    static int dueAgain(Transaction transaction, Instant workedOutBefore) {
        return transaction.change(
                "update image set due = true where gone_at is null and not due and findings_at < ?", workedOutBefore);
    }

    /// Images of which a new bundle would show anything else are due; for all others that were matched with the one
    /// before, its answers are the new one's.
    ///
    /// @return how many are due
    static int due(Transaction transaction, Rematch rematch, String before, BundleIdentity after, Instant now) {
        int due = transaction.change(
                "update image set due = true where gone_at is null and not due and bundle_digest is distinct from ?",
                before);
        due += dueByVersions(transaction, rematch);
        if (!rematch.change().ecosystems().isEmpty()) {
            due += transaction.change(
                    DUE_WHERE + "image_package where ecosystem = any (?))",
                    rematch.change().ecosystems());
        }
        due += transaction.change(DUE_WHERE + "image_package where ecosystem is null)");
        due += transaction.change(DUE_WHERE + "finding where id = any (?))", rematch.newlyAnswered());
        transaction.change(
                "update image set matched_at = ?, bundle_digest = ?, bundle_built_at = ? where not due"
                        + " and gone_at is null and bundle_digest = ?",
                now,
                after.digest().toString(),
                after.builtAt(),
                before);
        return due;
    }

    private static int dueByVersions(Transaction transaction, Rematch rematch) {
        List<AdvisedPackage> changed = List.copyOf(rematch.change().lookedUp());
        List<LookupName> installed = transaction.list(
                row -> new LookupName(row.text("ecosystem"), row.text("lookup_name"), row.text("lookup_version")),
                "select distinct p.ecosystem, p.lookup_name, p.lookup_version from unnest(?, ?) as changed(ecosystem,"
                        + " name) join image_package p on p.ecosystem = changed.ecosystem"
                        + " and p.lookup_name = changed.name",
                changed.stream().map(AdvisedPackage::ecosystem).toList(),
                changed.stream().map(AdvisedPackage::name).toList());
        Set<AdvisedPackage> silent = rematch.noLongerAnswering();
        List<LookupName> others = installed.stream()
                .filter(one -> rematch.answersOtherwise(one) || isOneOf(silent, one))
                .toList();
        return transaction.change(
                DUE_WHERE + "unnest(?, ?, ?) as other(ecosystem, name, version) join image_package p"
                        + " on p.ecosystem = other.ecosystem and p.lookup_name = other.name"
                        + " and p.lookup_version = other.version)",
                others.stream().map(LookupName::ecosystem).toList(),
                others.stream().map(LookupName::name).toList(),
                others.stream().map(LookupName::version).toList());
    }

    private static boolean isOneOf(Set<AdvisedPackage> packages, LookupName one) {
        return one.name() != null && packages.contains(new AdvisedPackage(one.ecosystem(), one.name()));
    }

    /// One image that is due, those of running containers first; nobody else gets it until the transaction ends.
    static Optional<DueImage> takeDue(Transaction transaction) {
        return transaction.first(
                AssessmentStore::due,
                "select " + DUE
                        + " from image where due order by exists (select 1 from container c where c.image_id = image.id"
                        + " and c.state = 'running' and c.gone_at is null) desc, id limit 1 for update skip locked");
    }

    /// Images that any host lists or listed, in the order of their ids.
    static List<EverKnown> everKnown(Transaction transaction, PageRequest page) {
        return transaction.list(
                row -> new EverKnown(due(row), row.instantIfAny("gone_at").isPresent(), row.integer("running")),
                "select " + DUE + ", gone_at, (select count(*) from container c where c.image_id = image.id"
                        + " and c.state = 'running' and c.gone_at is null) as running"
                        + " from image where id > ? order by id limit ?",
                page.after().map(cursor -> cursor.text(0)).orElse(""),
                page.rows());
    }

    static Total everKnownTotal(Transaction transaction) {
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, "image"));
    }

    /// Versions of one image have a repository name in common.
    static RunningVersion runningVersion(Transaction transaction, DueImage image) {
        return transaction
                .first(
                        row -> new RunningVersion(row.text("name"), counts(row)),
                        "select name, critical, high, medium, low, negligible, unknown from image where id in"
                                + " (select image_id from container where state = 'running' and gone_at is null)"
                                + " and id <> ? and scan_state = 'scanned' and exists (select 1 from unnest(names) n"
                                + " where regexp_replace(n, ':[^:/]*$', '') = any (?)) and not exists (select 1 from"
                                + " container where image_id = ? and state = 'running' and gone_at is null)"
                                + " order by critical, high, unknown, medium, low, negligible, id limit 1",
                        image.id(),
                        image.names().stream()
                                .map(name -> name.replaceFirst(":[^:/]*$", ""))
                                .toList(),
                        image.id())
                .orElse(RunningVersion.NONE);
    }

    private static Map<Severity, Integer> counts(Row row) throws SQLException {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, row.integer(severity.word()));
        }
        return counts;
    }

    private static DueImage due(Row row) throws SQLException {
        return new DueImage(
                row.text("id"),
                row.texts("names"),
                ScanState.valueOf(row.text("scan_state").toUpperCase(Locale.ROOT)),
                row.text("verdict"),
                row.instantIfAny("scanned_at"),
                row.instantIfAny("findings_at"),
                row.text("bundle_digest"),
                row.json("not_assessed_ecosystems").as(new TypeReference<List<UncoveredEcosystem>>() {}));
    }

    /// @return what the advisories say newly of an inventory that was matched before
    static List<FindingChange> put(Transaction transaction, String image, Assessment assessment) {
        List<FindingChange> changes = assessment
                .match()
                .map(match -> put(transaction, image, match, assessment.isRematch()))
                .orElse(List.of());
        FindingStore.accept(transaction, image, assessment.accepted());
        transaction.change(
                "update image set verdict = ?, violations = ?, snapshot_version = ?, accepted = ?,"
                        + " accepted_severe = ?, due = false where id = ?",
                assessment.judgement().word(),
                Json.of(assessment.judgement().violations()),
                assessment.snapshotVersion(),
                assessment.accepted().size(),
                assessment.acceptedSevere(),
                image);
        return assessment.isRematch() ? changes : List.of();
    }

    private static List<FindingChange> put(
            Transaction transaction, String image, Assessment.Match match, boolean isRematch) {
        List<FindingChange> changes = FindingStore.replace(transaction, image, match.findings(), match.at());
        if (isRematch) {
            FindingChangeStore.insert(transaction, image, match.bundle(), match.at(), changes);
        }
        InventoryStore.putSilence(transaction, image, match.silence());
        Map<Severity, Integer> counts = counts(match.findings());
        transaction.change(
                "update image set critical = ?, high = ?, medium = ?, low = ?, negligible = ?, unknown = ?, kev = ?,"
                        + " severity_order = ?, not_assessed = ?, not_assessed_ecosystems = ?,"
                        + " unadvised_ecosystems = ?, match_notes = ?, matched_at = ?,"
                        + " findings_at = ?, bundle_digest = ?, bundle_built_at = ? where id = ?",
                counts.get(Severity.CRITICAL),
                counts.get(Severity.HIGH),
                counts.get(Severity.MEDIUM),
                counts.get(Severity.LOW),
                counts.get(Severity.NEGLIGIBLE),
                counts.get(Severity.UNKNOWN),
                (int) match.findings().stream().filter(Finding::kev).count(),
                order(counts),
                match.notAssessed().stream()
                        .mapToInt(UncoveredEcosystem::packages)
                        .sum(),
                Json.of(match.notAssessed()),
                Json.of(match.unadvised()),
                Json.of(match.notes()),
                match.bundle().isEmpty() ? null : match.at(),
                match.bundle().isEmpty() ? null : match.at(),
                match.bundle(),
                match.bundleBuiltAt().orElse(null),
                image);
        return changes;
    }

    private static Map<Severity, Integer> counts(List<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /// One number by which images with more of the worse findings come first.
    private static long order(Map<Severity, Integer> counts) {
        long order = 0;
        for (Severity severity : List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
            order = order * (MOST_COUNTED + 1) + Math.min(MOST_COUNTED, counts.getOrDefault(severity, 0));
        }
        return order;
    }
}
