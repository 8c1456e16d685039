@NullMarked
package io.plimsoll.center;

import org.jspecify.annotations.NullMarked;
