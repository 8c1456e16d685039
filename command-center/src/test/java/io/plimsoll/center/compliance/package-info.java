@NullMarked
package io.plimsoll.center.compliance;

import org.jspecify.annotations.NullMarked;
