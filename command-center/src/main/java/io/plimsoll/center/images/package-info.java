/// Images on hosts, with what the scanner saw in them and what is known to be wrong with them. Uses `labels`.
@NullMarked
package io.plimsoll.center.images;

import org.jspecify.annotations.NullMarked;
