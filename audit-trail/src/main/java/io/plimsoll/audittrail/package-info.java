/// The audit trail as evidence: what an event is, how events are sealed into a chain of hashes, how the head of that
/// chain is signed, and how anyone can prove from outside that nothing was changed, removed, swapped or cut off. Pure:
/// no clock, no disk, no database.
@NullMarked
package io.plimsoll.audittrail;

import org.jspecify.annotations.NullMarked;
