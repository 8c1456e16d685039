package io.plimsoll.center.policies;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.policy.KnownServices;

/// Tells which images the services are made of that scopes of policies name. The feature `services` knows.
@FunctionalInterface
public interface ServicesInScopes {
    /// All services, as they are in this transaction.
    KnownServices known(Transaction transaction);
}
