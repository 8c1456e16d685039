@NullMarked
package io.plimsoll.feeds.quality;

import org.jspecify.annotations.NullMarked;
