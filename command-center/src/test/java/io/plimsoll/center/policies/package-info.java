@NullMarked
package io.plimsoll.center.policies;

import org.jspecify.annotations.NullMarked;
