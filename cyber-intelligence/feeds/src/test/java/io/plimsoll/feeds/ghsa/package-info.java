@NullMarked
package io.plimsoll.feeds.ghsa;

import org.jspecify.annotations.NullMarked;
