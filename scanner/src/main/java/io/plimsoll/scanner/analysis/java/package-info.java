/// Java archives: which libraries are in a jar, war or ear, also where they lie in archives inside archives or were
/// merged into one. Archives are read in memory by their central directory, as the Java runtime does.
@NullMarked
package io.plimsoll.scanner.analysis.java;

import org.jspecify.annotations.NullMarked;
