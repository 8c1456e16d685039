@NullMarked
package io.plimsoll.feeds.osv;

import org.jspecify.annotations.NullMarked;
