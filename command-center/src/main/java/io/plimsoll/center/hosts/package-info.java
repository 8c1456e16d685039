/// Hosts with an Enforcer, as it describes them. Uses `labels`.
@NullMarked
package io.plimsoll.center.hosts;

import org.jspecify.annotations.NullMarked;
