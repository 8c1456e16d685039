package io.plimsoll.center.views;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Saved views over HTTP. They are a part of the account of who keeps them, so that no API token reaches them.
@RestController
final class SavedViewsApi {
    record ViewOfPage(
            UUID id, String page, String name, String query, boolean shared, String owner, Instant changedAt) {
        static ViewOfPage of(SavedView view) {
            return new ViewOfPage(
                    view.id(),
                    view.page().word(),
                    view.name(),
                    view.query(),
                    view.shared(),
                    view.owner(),
                    view.changedAt());
        }
    }

    record ViewList(List<ViewOfPage> items) {}

    record NewView(
            @Nullable String page,
            @Nullable String name,
            @Nullable String query,
            @Nullable Boolean shared) {}

    record ViewChange(
            @Nullable String name,
            @Nullable String query,
            @Nullable Boolean shared) {}

    private final SavedViews views;

    SavedViewsApi(SavedViews views) {
        this.views = views;
    }

    @GetMapping("/api/v1/saved-views")
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    ViewList list(Caller caller, @RequestParam Optional<String> page) {
        return new ViewList(views.list(caller, page.map(SavedViewsApi::page)).stream()
                .map(ViewOfPage::of)
                .toList());
    }

    @PostMapping("/api/v1/saved-views")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    ViewOfPage add(Caller caller, @RequestBody NewView wanted) {
        ViewedPage page = page(wanted.page() == null ? "" : wanted.page());
        return ViewOfPage.of(views.add(caller, page, ViewDraft.of(wanted.name(), wanted.query(), wanted.shared())));
    }

    @PutMapping("/api/v1/saved-views/{savedViewId}")
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    ViewOfPage change(Caller caller, @PathVariable UUID savedViewId, @RequestBody ViewChange wanted) {
        return ViewOfPage.of(
                views.change(caller, savedViewId, ViewDraft.of(wanted.name(), wanted.query(), wanted.shared())));
    }

    @DeleteMapping("/api/v1/saved-views/{savedViewId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    void delete(Caller caller, @PathVariable UUID savedViewId) {
        views.delete(caller, savedViewId);
    }

    private static ViewedPage page(String word) {
        return ViewedPage.ofWord(word)
                .orElseThrow(() -> ProblemException.invalid(
                        "'page' is one of " + String.join(", ", ViewedPage.WORDS) + ", not '" + word + "'"));
    }
}
