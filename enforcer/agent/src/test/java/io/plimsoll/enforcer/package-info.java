@NullMarked
package io.plimsoll.enforcer;

import org.jspecify.annotations.NullMarked;
