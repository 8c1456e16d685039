/// The Enforcer: `Main` is the table of contents.
@NullMarked
package io.plimsoll.enforcer;

import org.jspecify.annotations.NullMarked;
