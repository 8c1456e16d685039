@NullMarked
package io.plimsoll.feeds.amazon;

import org.jspecify.annotations.NullMarked;
