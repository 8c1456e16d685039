@NullMarked
package io.plimsoll.feeds.vulnrichment;

import org.jspecify.annotations.NullMarked;
