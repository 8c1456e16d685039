/// Everything that can go wrong in the Enforcer, in one table: each reason with its direction, its counter and its
/// event. Nobody chooses a direction inside a `catch`.
@NullMarked
package io.plimsoll.enforcer.failures;

import org.jspecify.annotations.NullMarked;
