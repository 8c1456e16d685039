/// Stand-ins for the parts around a unit under test.
@NullMarked
package io.plimsoll.enforcer.fakes;

import org.jspecify.annotations.NullMarked;
