@NullMarked
package io.plimsoll.policy;

import org.jspecify.annotations.NullMarked;
