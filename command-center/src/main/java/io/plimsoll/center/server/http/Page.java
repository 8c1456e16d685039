package io.plimsoll.center.server.http;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next cursor of the page after this one; absent on the last page
public record Page<T>(List<T> items, @Nullable String next, Total total) {
    public Page {
        items = List.copyOf(items);
    }

    /// A page of what was read one item further than asked.
    ///
    /// @param items at most `limit + 1`
    /// @param place where the list goes on after an item
    public static <T> Page<T> of(List<T> items, int limit, Total total, Function<T, Cursor> place) {
        if (items.size() <= limit) {
            return new Page<>(items, null, total);
        }
        List<T> shown = items.subList(0, limit);
        return new Page<>(shown, place.apply(shown.getLast()).encoded(), total);
    }

    /// The same, where counting costs as much as looking: a first page that shows everything is not counted again.
    ///
    /// @param total counts what the list has in all
    public static <T> Page<T> of(List<T> items, PageRequest page, Supplier<Total> total, Function<T, Cursor> place) {
        boolean isEverything = page.after().isEmpty() && items.size() <= page.limit();
        return of(items, page.limit(), isEverything ? Total.of(items.size()) : total.get(), place);
    }

    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), next, total);
    }
}
