@NullMarked
package io.plimsoll.center.hosts;

import org.jspecify.annotations.NullMarked;
