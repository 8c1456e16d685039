@NullMarked
package io.plimsoll.feeds.nodejs;

import org.jspecify.annotations.NullMarked;
