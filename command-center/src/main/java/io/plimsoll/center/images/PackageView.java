package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A package as the REST contract shows it.
record PackageView(
        String name,
        String version,
        String purl,
        String type,
        String path,
        @Nullable String layer,
        @Nullable String part,
        List<String> licences,
        @Nullable String owner,
        @Nullable String scope,
        @Nullable String notAssessed) {
    /// @param notAssessed why nobody can say anything about it, in a word; empty where somebody can
    static PackageView of(SoftwarePackage software, Optional<PackageFilter.Part> part, String notAssessed) {
        Digest layer = software.layer();
        return new PackageView(
                software.name(),
                software.version(),
                software.purl(),
                software.type().purlType(),
                software.path(),
                layer == null ? null : layer.toString(),
                part.map(PackageFilter.Part::word).orElse(null),
                software.licences(),
                orNull(software.owner()),
                orNull(software.scope()),
                orNull(notAssessed));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
