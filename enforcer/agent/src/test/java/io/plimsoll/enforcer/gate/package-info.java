@NullMarked
package io.plimsoll.enforcer.gate;

import org.jspecify.annotations.NullMarked;
