/// `plimsoll scan` and `plimsoll sbom`: reads an image through the scanner process, matches, judges, and writes the
/// result in the form asked for.
@NullMarked
package io.plimsoll.cli.scan;

import org.jspecify.annotations.NullMarked;
