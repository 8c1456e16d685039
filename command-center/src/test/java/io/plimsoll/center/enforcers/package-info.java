@NullMarked
package io.plimsoll.center.enforcers;

import org.jspecify.annotations.NullMarked;
