package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known around an image rather than in it.
///
/// @param scanned the day of its scan, in UTC; null where unknown
/// @param endOfLife the last day of its distribution's release; null where nobody knows
/// @param digests of its configuration, manifest and index, as far as they are known
/// @param packages all that are installed; null where nobody listed them
/// @param running the version that runs now; null where nobody knows
/// @param build how it was built; null where nobody noted it
public record ImageContext(
        @Nullable LocalDate scanned,
        @Nullable LocalDate endOfLife,
        Set<Digest> digests,
        @Nullable List<InstalledPackage> packages,
        @Nullable RunningVersion running,
        @Nullable ImageBuild build) {
    /// Nothing is known.
    public static final ImageContext UNKNOWN = new ImageContext(null, null, Set.of(), null, null);

    public ImageContext {
        digests = Set.copyOf(digests);
        packages = packages == null ? null : List.copyOf(packages);
    }

    /// What is known before the inventory.
    public ImageContext(
            @Nullable LocalDate scanned,
            @Nullable LocalDate endOfLife,
            Set<Digest> digests,
            @Nullable List<InstalledPackage> packages,
            @Nullable RunningVersion running) {
        this(scanned, endOfLife, digests, packages, running, null);
    }

    /// The same with these digests.
    public ImageContext withDigests(Set<Digest> known) {
        return new ImageContext(scanned, endOfLife, known, packages, running, build);
    }

    /// The same with what a scan found.
    ImageContext with(Inventory inventory) {
        return new ImageContext(
                scanned,
                endOfLife,
                digests,
                inventory.packages().stream().map(InstalledPackage::of).toList(),
                running,
                ImageBuild.of(inventory));
    }
}
