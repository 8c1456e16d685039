@NullMarked
package io.plimsoll.feeds.addresses;

import org.jspecify.annotations.NullMarked;
