package io.plimsoll.center.views;

import java.time.Instant;
import java.util.UUID;

/// Filters of a page that somebody gave a name.
///
/// @param owner name of the user who keeps it, and with whom it ends
/// @param name one of its kind among those of the owner for the page
/// @param query see [FilterQuery]
/// @param shared whether everybody sees it who may read the page
record SavedView(UUID id, String owner, ViewedPage page, String name, String query, boolean shared, Instant changedAt) {
    SavedView as(ViewDraft draft, Instant at) {
        return new SavedView(id, owner, page, draft.name(), draft.query(), draft.shared(), at);
    }

    /// As the audit trail tells it.
    String inWords() {
        return name + ": " + page.word() + "?" + query;
    }
}
