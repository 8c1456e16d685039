@NullMarked
package io.plimsoll.scanner.quality;

import org.jspecify.annotations.NullMarked;
