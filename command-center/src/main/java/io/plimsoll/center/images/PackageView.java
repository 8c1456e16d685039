package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A package as the REST contract shows it.
record PackageView(
        String name,
        String version,
        String purl,
        String type,
        String path,
        @Nullable String layer,
        List<String> licences,
        @Nullable String owner,
        @Nullable String scope) {
    static PackageView of(SoftwarePackage software) {
        Digest layer = software.layer();
        return new PackageView(
                software.name(),
                software.version(),
                software.purl(),
                software.type().purlType(),
                software.path(),
                layer == null ? null : layer.toString(),
                software.licences(),
                orNull(software.owner()),
                orNull(software.scope()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
