/// FIRST's exploit prediction scores (first.org/epss).
@NullMarked
package io.plimsoll.feeds.epss;

import org.jspecify.annotations.NullMarked;
