@NullMarked
package io.plimsoll.enforcer.admission;

import org.jspecify.annotations.NullMarked;
