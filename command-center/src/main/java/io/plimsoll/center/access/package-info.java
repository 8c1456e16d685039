/// Who may do what: users with their passwords, sessions, the table of roles, and the brakes on guessing. Uses `audit`.
@NullMarked
package io.plimsoll.center.access;

import org.jspecify.annotations.NullMarked;
