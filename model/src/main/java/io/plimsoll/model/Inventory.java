package io.plimsoll.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a scan found in one image or folder. It says nothing of vulnerabilities: matching is done apart, as often as
/// the advisories change. The merged view counts: what a higher layer deleted is not listed.
///
/// @param format version of this document, [#FORMAT]
/// @param scanner version of the scanner that made it
/// @param imageId digest of the image configuration, computed by the scanner; null for a plain folder
/// @param names the repository names with tags that the source gave, such as `shop/web:1.4`; hearsay
/// @param distribution null where no os-release was found
/// @param configuration null for a plain folder
/// @param layers lowest first
/// @param packages ordered by path, then name
/// @param executables ordered by path
/// @param gaps what could not be seen; empty means complete
public record Inventory(
        int format,
        String scanner,
        @Nullable Digest imageId,
        List<String> names,
        @Nullable Distribution distribution,
        @Nullable ImageConfiguration configuration,
        List<Layer> layers,
        List<SoftwarePackage> packages,
        List<Executable> executables,
        List<Gap> gaps) {
    /// The format that this code writes and reads.
    public static final int FORMAT = 1;

    public Inventory {
        names = List.copyOf(names);
        layers = List.copyOf(layers);
        packages = List.copyOf(packages);
        executables = List.copyOf(executables);
        gaps = List.copyOf(gaps);
    }

    /// Whether everything in the image was seen.
    public boolean isComplete() {
        return gaps.isEmpty();
    }
}
