package io.plimsoll.center.policies;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.policy.Waivers;

/// Tells which exceptions are in force, to be signed with the policies. The feature `exceptions` knows.
@FunctionalInterface
public interface AcceptedFindings {
    Waivers inForce(Transaction transaction);
}
