@NullMarked
package io.plimsoll.enforcer.gap;

import org.jspecify.annotations.NullMarked;
