/// Holds images against the advisories and the policies, whenever one of the three changed, and against policies that
/// are not in force where somebody asks. Uses `images`, `intelligence`, `policies`, `exceptions`, `notifications` and
/// `audit`.
@NullMarked
package io.plimsoll.center.assurance;

import org.jspecify.annotations.NullMarked;
