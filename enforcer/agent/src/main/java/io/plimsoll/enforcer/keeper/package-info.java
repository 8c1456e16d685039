/// The keeper: the small native process that holds the exec gates while this one is away.
@NullMarked
package io.plimsoll.enforcer.keeper;

import org.jspecify.annotations.NullMarked;
