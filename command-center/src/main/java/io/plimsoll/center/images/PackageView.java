package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import io.plimsoll.model.SoftwarePackage;
import org.jspecify.annotations.Nullable;

/// A package as the REST contract shows it.
record PackageView(
        String name,
        String version,
        String purl,
        String type,
        String path,
        @Nullable String layer) {
    static PackageView of(SoftwarePackage software) {
        Digest layer = software.layer();
        return new PackageView(
                software.name(),
                software.version(),
                software.purl(),
                software.type().purlType(),
                software.path(),
                layer == null ? null : layer.toString());
    }
}
