@NullMarked
package io.plimsoll.center.access;

import org.jspecify.annotations.NullMarked;
