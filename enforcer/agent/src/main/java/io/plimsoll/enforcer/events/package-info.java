/// What the Enforcer tells an auditor: who did what to which resource, with which outcome and by which rule.
@NullMarked
package io.plimsoll.enforcer.events;

import org.jspecify.annotations.NullMarked;
