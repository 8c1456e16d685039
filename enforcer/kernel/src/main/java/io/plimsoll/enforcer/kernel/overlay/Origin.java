package io.plimsoll.enforcer.kernel.overlay;

/// Where a file on a container's overlay comes from.
public enum Origin {
    /// From a layer of the image, unmodified and under its own name.
    IMAGE,
    /// Written in the container.
    NEW,
    /// The image has a file of this name, and the container has put its own content or a copy in the place of it.
    MODIFIED,
    /// A file that is not where the image has it: renamed, hard-linked, or shown at another path by a bind mount.
    MOVED,
    /// Without a name: removed while open, or never named (`O_TMPFILE`).
    DELETED
}
