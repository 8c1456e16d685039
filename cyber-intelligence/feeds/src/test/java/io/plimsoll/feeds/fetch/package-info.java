@NullMarked
package io.plimsoll.feeds.fetch;

import org.jspecify.annotations.NullMarked;
