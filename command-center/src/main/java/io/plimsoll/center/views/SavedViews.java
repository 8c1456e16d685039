package io.plimsoll.center.views;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Keeps views. Everybody keeps their own; one that is shared can be read by all who may read its page, changed by its
/// owner alone, and removed besides by whoever keeps the users. What is shared is told in the audit trail, what is not
/// is nobody's business.
final class SavedViews {
    static final int MOST_PER_OWNER = 100;
    static final int MOST_SHARED = 500;

    /// Who puts labels names things for everybody already, and nobody who only reads can do it.
    static final String SHARING = "labels.write";

    /// Who may end a view with its owner may end it without.
    static final String REMOVING = "users.write";

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    SavedViews(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /// The own ones first, then what others share. Who is held to labels sees the own ones only: the filters of others
    /// may name what does not carry the labels.
    ///
    /// @param page empty for all that the caller may read
    List<SavedView> list(Caller caller, Optional<ViewedPage> page) {
        List<ViewedPage> pages = ViewedPage.readableWith(caller.permissions()).stream()
                .filter(each -> page.isEmpty() || page.get() == each)
                .toList();
        return database.read(transaction -> SavedViewStore.list(
                transaction, caller.name(), pages, caller.scope().isEverything()));
    }

    SavedView add(Caller caller, ViewedPage page, ViewDraft draft) {
        if (!caller.permissions().contains(page.permission)) {
            throw new ProblemException(
                    403,
                    "forbidden",
                    "the role " + caller.role() + " does not hold " + page.permission
                            + ", which views of this page need");
        }
        SavedView view = new SavedView(
                UUID.randomUUID(), caller.name(), page, draft.name(), draft.query(), draft.shared(), clock.instant());
        return database.write(transaction -> {
            SavedViewStore.lock(transaction);
            if (SavedViewStore.count(transaction, caller.name()) >= MOST_PER_OWNER) {
                throw new ProblemException(
                        409, "saved-views-too-many", "you have " + MOST_PER_OWNER + " views; remove one first");
            }
            requirePlace(transaction, caller, Optional.empty(), view);
            SavedViewStore.insert(transaction, view);
            record(transaction, caller, Optional.empty(), Optional.of(view));
            return view;
        });
    }

    SavedView change(Caller caller, UUID id, ViewDraft draft) {
        return database.write(transaction -> {
            SavedViewStore.lock(transaction);
            SavedView before = known(transaction, id, each -> isOwn(each, caller));
            SavedView view = before.as(draft, clock.instant());
            requirePlace(transaction, caller, Optional.of(before), view);
            SavedViewStore.update(transaction, view);
            record(transaction, caller, Optional.of(before), Optional.of(view));
            return view;
        });
    }

    void delete(Caller caller, UUID id) {
        database.write(transaction -> {
            SavedView view = known(transaction, id, each -> isRemovable(each, caller));
            SavedViewStore.delete(transaction, view);
            record(transaction, caller, Optional.of(view), Optional.empty());
            return view;
        });
    }

    private static boolean isOwn(SavedView view, Caller caller) {
        return view.owner().equals(caller.name());
    }

    private static boolean isRemovable(SavedView view, Caller caller) {
        return isOwn(view, caller)
                || (view.shared()
                        && caller.permissions().contains(REMOVING)
                        && caller.scope().isEverything());
    }

    /// One that the caller may not touch is as unknown as one that is not there.
    private static SavedView known(Transaction transaction, UUID id, Predicate<SavedView> isAllowed) {
        return SavedViewStore.find(transaction, id)
                .filter(isAllowed)
                .orElseThrow(() ->
                        ProblemException.notFound("saved-view-unknown", "you have no view with the id '" + id + "'"));
    }

    private static void requirePlace(
            Transaction transaction, Caller caller, Optional<SavedView> before, SavedView view) {
        if (SavedViewStore.isNameTaken(transaction, view)) {
            throw new ProblemException(
                    409,
                    "saved-view-exists",
                    "you have a view '" + view.name() + "' of this page; change that one, or choose another name");
        }
        if (!view.shared()) {
            return;
        }
        if (!caller.permissions().contains(SHARING)) {
            throw new ProblemException(
                    403,
                    "saved-view-not-shareable",
                    "the role " + caller.role() + " does not hold " + SHARING
                            + ", which sharing a view needs; keep it for yourself");
        }
        if (!before.map(SavedView::shared).orElse(false) && SavedViewStore.countShared(transaction) >= MOST_SHARED) {
            throw new ProblemException(
                    409,
                    "saved-views-too-many-shared",
                    "there are " + MOST_SHARED + " shared views; keep this one for yourself");
        }
    }

    private void record(Transaction transaction, Caller caller, Optional<SavedView> before, Optional<SavedView> after) {
        Optional<SavedView> seenBefore = before.filter(SavedView::shared);
        Optional<SavedView> seenAfter = after.filter(SavedView::shared);
        seenAfter
                .or(() -> seenBefore)
                .ifPresent(view -> trail.append(
                        transaction,
                        AuditEvent.of(
                                        seenAfter.isPresent()
                                                ? EventType.SAVED_VIEW_SHARED
                                                : EventType.SAVED_VIEW_UNSHARED,
                                        clock.instant())
                                .by(caller.name())
                                .from(caller.source())
                                .on("saved-view", view.id().toString(), view.name())
                                .detail("owner", view.owner())
                                .detail(
                                        "before",
                                        seenBefore.map(SavedView::inWords).orElse(""))
                                .detail(
                                        "after",
                                        seenAfter.map(SavedView::inWords).orElse(""))));
    }
}
