@NullMarked
package io.plimsoll.feeds.cvss;

import org.jspecify.annotations.NullMarked;
