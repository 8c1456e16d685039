/// GitHub's reviewed advisories as tables, one file per ecosystem.
@NullMarked
package io.plimsoll.feeds.ghsa;

import org.jspecify.annotations.NullMarked;
