package io.plimsoll.enforcer.kernel.overlay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One container's overlay mount, with its layers as the host sees them. All layers lie on one file system: only
/// then does overlayfs show the inode numbers of the layers.
///
/// @param device of the merged view, in the kernel's encoding
/// @param layersDevice of the file system that all layers lie on
/// @param lowers real paths without symbolic links, the topmost first
/// @param upper absent for a mount that cannot be written to
/// @param indexed whether copied-up hard links share one inode
/// @param userAttributes whether marks on files are `user.overlay.*`
public record Overlay(
        long device,
        long layersDevice,
        List<Path> lowers,
        Optional<Path> upper,
        boolean indexed,
        boolean userAttributes) {
    public Overlay {
        lowers = List.copyOf(lowers);
        if (lowers.isEmpty()) {
            throw new IllegalArgumentException("an overlay has at least one lower layer");
        }
    }
}
