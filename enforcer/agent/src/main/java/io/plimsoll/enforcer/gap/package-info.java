/// What happened while no Enforcer decided on this host: it is told afterwards, so that a gap is never silent.
@NullMarked
package io.plimsoll.enforcer.gap;

import org.jspecify.annotations.NullMarked;
