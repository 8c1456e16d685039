/// Packages as the lock files of a folder declare them: one class per format, [LockFiles] is the door. What is
/// read here was written by anybody, so bytes, depth and numbers are limited, and what does not follow its
/// format is a gap.
@NullMarked
package io.plimsoll.scanner.analysis.lockfile;

import org.jspecify.annotations.NullMarked;
