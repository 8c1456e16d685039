@NullMarked
package io.plimsoll.feeds.source;

import org.jspecify.annotations.NullMarked;
