/// What a scan may cost, and what it could not see because of that or because of a broken input. A limit that is
/// reached always leaves a gap: nothing is ever left out in silence.
@NullMarked
package io.plimsoll.scanner.bounds;

import org.jspecify.annotations.NullMarked;
