/// Who may do what, and with what: users with their passwords, sessions, roles with their permissions and labels, and
/// the brakes on guessing. Uses `audit`, and `labels` for how one is written.
@NullMarked
package io.plimsoll.center.access;

import org.jspecify.annotations.NullMarked;
