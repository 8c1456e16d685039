package io.plimsoll.center.notifications;

import io.plimsoll.center.compliance.AlertEvidence;
import io.plimsoll.center.server.database.Database;
import java.time.Instant;
import java.util.Map;

/// What the feed told, for compliance. What was there when an image came is no news, so nobody was told of it.
final class NotificationEvidence implements AlertEvidence {
    private final Database database;

    NotificationEvidence(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Integer> alerts(Instant at) {
        return database.read(NotificationStore::toldByImage);
    }
}
