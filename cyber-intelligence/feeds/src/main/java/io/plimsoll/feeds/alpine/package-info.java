/// The security database of Alpine Linux: which version of which package fixed what (secdb.alpinelinux.org).
@NullMarked
package io.plimsoll.feeds.alpine;

import org.jspecify.annotations.NullMarked;
