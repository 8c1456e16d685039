@NullMarked
package io.plimsoll.scanner.analysis;

import org.jspecify.annotations.NullMarked;
