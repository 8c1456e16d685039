@NullMarked
package io.plimsoll.enforcer.events;

import org.jspecify.annotations.NullMarked;
