/// The plumbing of the Command Center: its options, its database process, and what has to be there before any feature.
@NullMarked
package io.plimsoll.center.server;

import org.jspecify.annotations.NullMarked;
