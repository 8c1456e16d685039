@NullMarked
package io.plimsoll.policy.cel;

import org.jspecify.annotations.NullMarked;
