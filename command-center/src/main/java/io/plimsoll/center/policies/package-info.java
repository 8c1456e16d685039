/// The policies in force: documents that administrators write, and the one signed snapshot of all of them that every
/// Enforcer gets. Uses `audit`.
@NullMarked
package io.plimsoll.center.policies;

import org.jspecify.annotations.NullMarked;
