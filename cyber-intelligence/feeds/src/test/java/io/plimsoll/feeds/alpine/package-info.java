@NullMarked
package io.plimsoll.feeds.alpine;

import org.jspecify.annotations.NullMarked;
