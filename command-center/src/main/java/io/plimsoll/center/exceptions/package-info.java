/// What people decided to live with for a while: findings and images that break no rule until a day. Exceptions travel
/// with the signed policies, so that they count alike wherever images are judged. Uses `policies`, `images`,
/// `notifications` and `audit`.
@NullMarked
package io.plimsoll.center.exceptions;

import org.jspecify.annotations.NullMarked;
