/// Software inside executables: what compilers and build tools wrote into them, and the version strings of programs
/// that came without a package. Executables stream by once and are not held in memory.
@NullMarked
package io.plimsoll.scanner.analysis.binary;

import org.jspecify.annotations.NullMarked;
