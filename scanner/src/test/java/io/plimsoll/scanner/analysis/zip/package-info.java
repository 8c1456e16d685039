@NullMarked
package io.plimsoll.scanner.analysis.zip;

import org.jspecify.annotations.NullMarked;
