@NullMarked
package io.plimsoll.scanner;

import org.jspecify.annotations.NullMarked;
