@NullMarked
package io.plimsoll.scanner.layer;

import org.jspecify.annotations.NullMarked;
