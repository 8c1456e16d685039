@NullMarked
package io.plimsoll.feeds.kev;

import org.jspecify.annotations.NullMarked;
