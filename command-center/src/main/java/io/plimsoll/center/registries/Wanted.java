package io.plimsoll.center.registries;

import io.plimsoll.model.NameFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which images of a registry are scanned.
///
/// @param named repositories that are wanted whatever the registry lists
/// @param newest how many of each repository; null for all
/// @param maxAgeDays since they were built; null for any
/// @param everyMinutes how often the registry is listed; null for when somebody asks
record Wanted(
        List<String> named,
        List<String> repositoriesIn,
        List<String> repositoriesOut,
        List<String> tagsIn,
        List<String> tagsOut,
        @Nullable Integer newest,
        @Nullable Integer maxAgeDays,
        @Nullable Integer everyMinutes) {
    Wanted {
        named = List.copyOf(named);
        repositoriesIn = List.copyOf(repositoriesIn);
        repositoriesOut = List.copyOf(repositoriesOut);
        tagsIn = List.copyOf(tagsIn);
        tagsOut = List.copyOf(tagsOut);
    }

    /// Whether an image that was pushed is one of them, as far as its name tells.
    boolean takes(RegistryKind kind, String repository, String tag) {
        boolean listed = !kind.listsNothing()
                && NameFilter.of(repositoriesIn, repositoriesOut).takes(repository);
        return (named.contains(repository) || listed)
                && NameFilter.of(tagsIn, tagsOut).takes(tag);
    }
}
