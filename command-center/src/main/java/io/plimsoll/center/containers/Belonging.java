package io.plimsoll.center.containers;

import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.LabelHeirs;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.services.ServiceMembers;

/// Keeps with each container to which services it belongs and which labels count for it, so that lists are narrowed by
/// an index. It is worked out where containers are listed and where labels and services change, in the same
/// transaction:
/// it is never late.
final class Belonging implements LabelHeirs, ServiceMembers {
    private final Live live;

    Belonging(Live live) {
        this.live = live;
    }

    @Override
    public void labelsChanged(Transaction transaction, AssetKind kind, String id) {
        BelongingStore.lock(transaction);
        switch (kind) {
            case CONTAINER -> BelongingStore.renew(transaction, "c.id = ?", id);
            case IMAGE -> BelongingStore.renew(transaction, "c.image_id = ?", id);
            case HOST -> BelongingStore.renew(transaction, "c.host_id = ?::uuid", id);
            case NETWORK ->
                BelongingStore.renew(
                        transaction,
                        "exists (select 1 from network n where n.id = ?::uuid and n.host_id = c.host_id"
                                + " and n.name = any (c.networks))",
                        id);
            case SERVICE -> BelongingStore.renew(transaction, "c.services @> array[?::text]", id);
        }
        transaction.afterCommit(() -> live.changed("containers"));
    }

    @Override
    public void servicesChanged(Transaction transaction) {
        BelongingStore.lock(transaction);
        BelongingStore.renewAll(transaction);
    }
}
