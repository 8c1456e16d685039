@NullMarked
package io.plimsoll.enforcer.kernel;

import org.jspecify.annotations.NullMarked;
