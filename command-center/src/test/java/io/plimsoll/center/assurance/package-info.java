@NullMarked
package io.plimsoll.center.assurance;

import org.jspecify.annotations.NullMarked;
