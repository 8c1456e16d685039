/// The bundle: all advisories in one signed, dated, sorted file that is opened by mapping it into memory.
/// Nothing in it is read before its signature and digests hold. The format is described in
/// `docs/adr/0005-bundle-format.md`.
@NullMarked
package io.plimsoll.advisories.bundle;

import org.jspecify.annotations.NullMarked;
