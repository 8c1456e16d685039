/// The operator's commands. Exit codes are a contract: 0 passed or done, 1 a policy is violated, 2 it could not be
/// done.
@NullMarked
package io.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
