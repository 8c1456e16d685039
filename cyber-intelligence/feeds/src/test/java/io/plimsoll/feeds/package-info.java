@NullMarked
package io.plimsoll.feeds;

import org.jspecify.annotations.NullMarked;
