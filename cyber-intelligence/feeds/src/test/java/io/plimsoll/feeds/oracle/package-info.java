@NullMarked
package io.plimsoll.feeds.oracle;

import org.jspecify.annotations.NullMarked;
