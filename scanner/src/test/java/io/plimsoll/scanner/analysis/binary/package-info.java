@NullMarked
package io.plimsoll.scanner.analysis.binary;

import org.jspecify.annotations.NullMarked;
