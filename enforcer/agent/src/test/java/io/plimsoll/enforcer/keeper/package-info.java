@NullMarked
package io.plimsoll.enforcer.keeper;

import org.jspecify.annotations.NullMarked;
