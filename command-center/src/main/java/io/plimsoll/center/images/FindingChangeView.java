package io.plimsoll.center.images;

import java.time.Instant;

/// A change that a bundle made, as the REST contract shows it.
record FindingChangeView(
        Instant at,
        String bundle,
        String id,

        @com.fasterxml.jackson.annotation.JsonProperty("package")
        PackageVersion software,

        String severity,
        String field,
        String before,
        String after,
        int images) {
    record PackageVersion(String name, String version) {}

    static FindingChangeView of(FindingChangeStore.Summary change) {
        return new FindingChangeView(
                change.at(),
                change.bundle(),
                change.advisory(),
                new PackageVersion(change.software(), change.version()),
                change.severity(),
                change.field(),
                change.before(),
                change.after(),
                change.images());
    }
}
