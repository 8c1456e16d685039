package io.plimsoll.center.images;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of one finding that is not as it was when the image was matched before.
///
/// @param finding as it is, or as it was last if it is gone
/// @param field `finding` where the whole of it came or went, else `severity`, `status`, `fixedVersions` or `kev`
/// @param before empty where there was nothing
/// @param after empty where there is nothing
record FindingChange(FindingDocument finding, String field, String before, String after) {
    /// What makes two findings the same one. A package may lie at several places.
    record Subject(String id, String purl, String path) {
        static Subject of(FindingDocument finding) {
            return new Subject(finding.id(), finding.software().purl(), finding.path());
        }
    }

    /// What differs; at least one of the two is there.
    static List<FindingChange> between(@Nullable FindingDocument before, @Nullable FindingDocument after) {
        if (before == null) {
            return after == null ? List.of() : List.of(new FindingChange(after, "finding", "", after.status()));
        }
        if (after == null) {
            return List.of(new FindingChange(before, "finding", before.status(), ""));
        }
        List<FindingChange> changes = new ArrayList<>();
        add(changes, after, "severity", before.severity(), after.severity());
        add(changes, after, "status", before.status(), after.status());
        add(
                changes,
                after,
                "fixedVersions",
                String.join(", ", before.fixedVersions()),
                String.join(", ", after.fixedVersions()));
        add(changes, after, "kev", Boolean.toString(before.kev()), Boolean.toString(after.kev()));
        return changes;
    }

    private static void add(
            List<FindingChange> changes, FindingDocument finding, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.add(new FindingChange(finding, field, before, after));
        }
    }
}
