@NullMarked
package io.plimsoll.enforcer.kernel.overlay;

import org.jspecify.annotations.NullMarked;
