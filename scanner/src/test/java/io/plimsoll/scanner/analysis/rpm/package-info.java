@NullMarked
package io.plimsoll.scanner.analysis.rpm;

import org.jspecify.annotations.NullMarked;
