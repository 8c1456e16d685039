package io.plimsoll.center.services;

import io.plimsoll.center.server.database.Transaction;

/// Keeps which containers belong to which services.
public interface ServiceMembers {
    /// A service was added, changed or removed in this transaction.
    void servicesChanged(Transaction transaction);
}
