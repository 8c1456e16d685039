package io.plimsoll.center.policies;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.policy.ImageDecisions;

/// Tells what people decided about single images, to be signed with the policies. The feature `assurance` knows.
@FunctionalInterface
public interface DecidedImages {
    ImageDecisions inForce(Transaction transaction);
}
