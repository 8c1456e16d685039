@NullMarked
package io.plimsoll.center.labels;

import org.jspecify.annotations.NullMarked;
