/// What Jazzer runs over the scanner: hostile files in a sound layer, hostile layers, hostile archives.
@NullMarked
package io.plimsoll.scanner.fuzz;

import org.jspecify.annotations.NullMarked;
