/// Expressions in a part of the Common Expression Language (CEL), read, checked and evaluated without any library: what
/// an expression costs is bounded, and the same facts give the same answer wherever it is asked.
@NullMarked
package io.plimsoll.policy.cel;

import org.jspecify.annotations.NullMarked;
