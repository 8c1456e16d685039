@NullMarked
package io.plimsoll.center.intelligence;

import org.jspecify.annotations.NullMarked;
