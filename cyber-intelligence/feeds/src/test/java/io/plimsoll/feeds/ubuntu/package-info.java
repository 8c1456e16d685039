@NullMarked
package io.plimsoll.feeds.ubuntu;

import org.jspecify.annotations.NullMarked;
