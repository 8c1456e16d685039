@NullMarked
package io.plimsoll.center.exceptions;

import org.jspecify.annotations.NullMarked;
