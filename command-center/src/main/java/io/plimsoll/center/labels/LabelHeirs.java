package io.plimsoll.center.labels;

import io.plimsoll.center.server.database.Transaction;

/// Keeps what assets inherit.
public interface LabelHeirs {
    /// The labels of this asset were changed in this transaction.
    void labelsChanged(Transaction transaction, AssetKind kind, String id);
}
