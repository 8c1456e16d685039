package io.plimsoll.model;

import java.util.List;

/// A file or symbolic link that is visible in an image.
///
/// @param path from the root of the image, such as `/usr/share/doc/curl/copyright`
/// @param packages places in [Inventory#packages] of those that it belongs to, the most certain one first; empty where
///     no package brought it
public record ImageFile(String path, List<Integer> packages) {
    public ImageFile {
        packages = List.copyOf(packages);
    }
}
