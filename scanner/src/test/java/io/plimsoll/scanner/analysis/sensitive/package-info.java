@NullMarked
package io.plimsoll.scanner.analysis.sensitive;

import org.jspecify.annotations.NullMarked;
