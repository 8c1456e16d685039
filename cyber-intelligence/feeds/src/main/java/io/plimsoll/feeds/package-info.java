/// The building side of Cyber Intelligence: a folder of upstream files becomes one signed bundle. Each source
/// has a package of its own and knows no other; what they share is in `source`.
@NullMarked
package io.plimsoll.feeds;

import org.jspecify.annotations.NullMarked;
