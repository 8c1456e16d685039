@NullMarked
package io.plimsoll.feeds.debian;

import org.jspecify.annotations.NullMarked;
