@NullMarked
package io.plimsoll.center.containers;

import org.jspecify.annotations.NullMarked;
