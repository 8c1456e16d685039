/// The audit trail of this Center: features append to it within the transaction of the change they record; readers list
/// and export it; its head is signed and handed to Enforcers. It imports no feature.
@NullMarked
package io.plimsoll.center.audit;

import org.jspecify.annotations.NullMarked;
