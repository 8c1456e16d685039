/// System calls and what Linux shows under `/proc`, one class per subject. Every call answers with a number that is
/// negative on failure (`-errno`), as the kernel itself does; [io.plimsoll.enforcer.kernel.linux.CallFailed] turns
/// it into words.
@NullMarked
package io.plimsoll.enforcer.kernel.linux;

import org.jspecify.annotations.NullMarked;
