@NullMarked
package io.plimsoll.enforcer.engine;

import org.jspecify.annotations.NullMarked;
