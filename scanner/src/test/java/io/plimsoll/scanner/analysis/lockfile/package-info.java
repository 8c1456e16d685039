@NullMarked
package io.plimsoll.scanner.analysis.lockfile;

import org.jspecify.annotations.NullMarked;
