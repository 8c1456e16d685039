@NullMarked
package io.plimsoll.feeds.ranges;

import org.jspecify.annotations.NullMarked;
