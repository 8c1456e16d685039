@NullMarked
package io.plimsoll.enforcer.identity;

import org.jspecify.annotations.NullMarked;
