/// The ways in which databases write down ranges of versions, and the sets that they mean.
@NullMarked
package io.plimsoll.feeds.ranges;

import org.jspecify.annotations.NullMarked;
