@NullMarked
package io.plimsoll.feeds.endoflife;

import org.jspecify.annotations.NullMarked;
