@NullMarked
package io.plimsoll.feeds.nvd;

import org.jspecify.annotations.NullMarked;
