@NullMarked
package io.plimsoll.center.audit;

import org.jspecify.annotations.NullMarked;
