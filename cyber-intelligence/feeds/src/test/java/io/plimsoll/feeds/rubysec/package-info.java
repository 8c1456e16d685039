@NullMarked
package io.plimsoll.feeds.rubysec;

import org.jspecify.annotations.NullMarked;
