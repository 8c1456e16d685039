@NullMarked
package io.plimsoll.enforcer.policies;

import org.jspecify.annotations.NullMarked;
