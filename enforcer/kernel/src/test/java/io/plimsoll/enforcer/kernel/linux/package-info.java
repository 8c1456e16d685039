@NullMarked
package io.plimsoll.enforcer.kernel.linux;

import org.jspecify.annotations.NullMarked;
