/// Lists of addresses that do harm: plain text, an address or a prefix a line.
@NullMarked
package io.plimsoll.feeds.addresses;

import org.jspecify.annotations.NullMarked;
