package io.plimsoll.enforcer.kernel.overlay;

import io.plimsoll.enforcer.kernel.linux.LayerLookup.Entry;

/// A file that is about to be executed, as it lies open, and what the layers of its overlay have under its name.
/// Every method looks anew; nothing is remembered between two calls.
interface FileInQuestion {
    /// Whether it is a regular file that has a name in the container.
    boolean hasName();

    /// Whether it still has the name that it had when it was first looked at.
    boolean hasSameName();

    /// What the writable layer has under its name.
    Entry upper();

    /// Whether the entry that [#upper] has just found came from a layer or has a second name.
    boolean upperWasMoved();

    /// What the image's layers have under its name, the topmost entry deciding.
    Lower lower();

    /// What lower layers can have.
    enum Lower {
        /// Nothing at all.
        NOTHING,
        /// This very file: a regular file with the same inode.
        THIS_FILE,
        /// Something else.
        ANOTHER
    }
}
