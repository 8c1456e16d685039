/// Holds images against the advisories and the policies, whenever one of the three changed. Uses `images`,
/// `intelligence`, `policies`, `exceptions`, `notifications` and `audit`.
@NullMarked
package io.plimsoll.center.assurance;

import org.jspecify.annotations.NullMarked;
