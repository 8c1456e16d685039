@NullMarked
package io.plimsoll.feeds.epss;

import org.jspecify.annotations.NullMarked;
