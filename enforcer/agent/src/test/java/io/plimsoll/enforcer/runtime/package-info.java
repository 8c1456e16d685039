@NullMarked
package io.plimsoll.enforcer.runtime;

import org.jspecify.annotations.NullMarked;
