@NullMarked
package io.plimsoll.feeds.rustsec;

import org.jspecify.annotations.NullMarked;
