/// The network side of feeds: brings upstream files into a folder and knows nothing of what they hold. A file there is
/// replaced only by a whole one that its reader has accepted.
@NullMarked
package io.plimsoll.feeds.fetch;

import org.jspecify.annotations.NullMarked;
