/// Who this Enforcer is to its Command Center, and how it came by that: the enrolment string, a key that never
/// leaves the host, a certificate, and the keys of the Center that it pins.
@NullMarked
package io.plimsoll.enforcer.identity;

import org.jspecify.annotations.NullMarked;
