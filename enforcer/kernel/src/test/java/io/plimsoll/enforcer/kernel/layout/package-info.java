@NullMarked
package io.plimsoll.enforcer.kernel.layout;

import org.jspecify.annotations.NullMarked;
