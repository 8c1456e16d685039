@NullMarked
package io.plimsoll.enforcer.failures;

import org.jspecify.annotations.NullMarked;
