package io.plimsoll.center.views;

import io.plimsoll.center.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody wants a view to be.
///
/// @param shared whether everybody sees it who may read the page
record ViewDraft(String name, String query, boolean shared) {
    static final int LONGEST_NAME = 60;

    /// Nothing that shows as nothing, or turns the direction of what stands beside it.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /// Checks all of it and tells every mistake.
    static ViewDraft of(@Nullable String name, @Nullable String query, @Nullable Boolean shared) {
        List<String> mistakes = new ArrayList<>();
        String called = name == null ? "" : name.strip();
        if (called.isEmpty()
                || called.length() > LONGEST_NAME
                || UNSEEN.matcher(called).find()) {
            mistakes.add("'name' has 1 to " + LONGEST_NAME + " characters that can be seen");
        }
        FilterQuery.mistake(query == null ? "" : query).ifPresent(mistakes::add);
        if (shared == null) {
            mistakes.add("'shared' is true or false");
        }
        if (query == null || shared == null || !mistakes.isEmpty()) {
            throw new ProblemException(
                    400, "saved-view-invalid", "the view cannot be kept: " + String.join("; ", mistakes), mistakes);
        }
        return new ViewDraft(called, query, shared);
    }
}
