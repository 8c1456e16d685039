@NullMarked
package io.plimsoll.feeds.friendsofphp;

import org.jspecify.annotations.NullMarked;
