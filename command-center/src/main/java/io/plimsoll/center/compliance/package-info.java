/// Compliance as a standing query: the catalogue's rules over facts that features hand in through the small interfaces
/// of this package. It imports no feature. Missing data is never a pass, and a feature being installed is never
/// evidence.
@NullMarked
package io.plimsoll.center.compliance;

import org.jspecify.annotations.NullMarked;
