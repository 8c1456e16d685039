/// What every source of advisories has in common: what it hands over, how it fails, and the limits it reads within.
@NullMarked
package io.plimsoll.feeds.source;

import org.jspecify.annotations.NullMarked;
