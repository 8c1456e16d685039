package io.plimsoll.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
/// @param unknownExecutables number of ELF files among the executables that belong to no package and were not
/// recognised
/// @param sensitive leaks, card numbers and risky files; null in documents of before they were looked for
/// @param files all files and links, ordered by path; null where they were not asked for
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
        int unknownExecutables,
        @Nullable SensitiveContent sensitive,
        @Nullable List<ImageFile> files,
        List<Gap> gaps) {
    /// The format that this code writes. It reads the earlier ones too, which differ only in what they leave out.
    public static final int FORMAT = 3;

    public Inventory {
        names = List.copyOf(names);
        layers = List.copyOf(layers);
        packages = List.copyOf(packages);
        executables = List.copyOf(executables);
        if (files != null) {
            files = List.copyOf(files);
            checkPlaces(files, packages.size());
        }
        gaps = List.copyOf(gaps);
    }

    private static void checkPlaces(List<ImageFile> files, int packages) {
        for (ImageFile file : files) {
            for (int place : file.packages()) {
                if (place < 0 || place >= packages) {
                    throw new IllegalArgumentException(
                            "the file " + file.path() + " belongs to package " + place + " of " + packages);
                }
            }
        }
    }

    /// An inventory of which nobody asked for all files.
    public Inventory(
            int format,
            String scanner,
            @Nullable Digest imageId,
            List<String> names,
            @Nullable Distribution distribution,
            @Nullable ImageConfiguration configuration,
            List<Layer> layers,
            List<SoftwarePackage> packages,
            List<Executable> executables,
            int unknownExecutables,
            @Nullable SensitiveContent sensitive,
            List<Gap> gaps) {
        this(
                format,
                scanner,
                imageId,
                names,
                distribution,
                configuration,
                layers,
                packages,
                executables,
                unknownExecutables,
                sensitive,
                null,
                gaps);
    }

    /// An inventory without executables that nobody knows, and of before sensitive content was looked for.
    public Inventory(
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
        this(
                format,
                scanner,
                imageId,
                names,
                distribution,
                configuration,
                layers,
                packages,
                executables,
                0,
                null,
                null,
                gaps);
    }

    /// Whether a package came with the base image (`true`) or with what was built on it (`false`); empty where the
    /// history of the image does not tell.
    public Optional<Boolean> isOfBase(SoftwarePackage software) {
        return layers.stream().noneMatch(Layer::base)
                ? Optional.empty()
                : layers.stream()
                        .filter(layer -> layer.diffId().equals(software.layer()))
                        .map(Layer::base)
                        .findFirst();
    }

    /// How many executables no package brought; empty where nobody has looked who owns them.
    public OptionalInt unownedExecutables() {
        int unowned = 0;
        for (Executable executable : executables) {
            if (executable.owner() == null) {
                return OptionalInt.empty();
            }
            unowned += executable.owner().isEmpty() ? 1 : 0;
        }
        return OptionalInt.of(unowned);
    }

    /// Whether everything in the image was seen.
    public boolean isComplete() {
        return gaps.isEmpty();
    }
}
