/// Makes the inventory of an image: packages, executables, distribution and configuration. Hostile bytes are read in a
/// process of its own ([io.plimsoll.scanner.Main]) that others start with [io.plimsoll.scanner.ScannerProcess].
@NullMarked
package io.plimsoll.scanner;

import org.jspecify.annotations.NullMarked;
