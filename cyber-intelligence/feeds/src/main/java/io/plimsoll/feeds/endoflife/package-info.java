/// When releases of distributions end: a list of ours, and the files of endoflife.date, which go before it.
@NullMarked
package io.plimsoll.feeds.endoflife;

import org.jspecify.annotations.NullMarked;
