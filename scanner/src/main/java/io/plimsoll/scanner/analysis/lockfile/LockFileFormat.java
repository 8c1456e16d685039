package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// Reads the lock files of one format.
///
/// A package that comes from a repository, an address, a file or a folder keeps the name and version that the
/// lock file gives it, since it is most likely a copy of the published one; without a version its version is
/// empty, and advisories cannot be held against it. What the lock file calls a part of the project itself (a
/// workspace) is left out.
interface LockFileFormat {
    /// @throws MalformedInput if nothing can be made of the file
    void read(FileBytes content, Declarations found) throws MalformedInput;
}
