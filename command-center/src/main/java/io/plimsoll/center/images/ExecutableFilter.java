package io.plimsoll.center.images;

import io.plimsoll.model.Executable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which executables of an image a reader wants to see.
///
/// @param words that occur in the path or the package's URL, lower-case, all of them
/// @param owned whether a package brought it; one of which nobody knows fits neither
record ExecutableFilter(List<String> words, Optional<Boolean> owned) {
    ExecutableFilter {
        words = List.copyOf(words);
    }

    boolean isEverything() {
        return words.isEmpty() && owned.isEmpty();
    }

    boolean fits(Executable executable) {
        String owner = executable.owner();
        if (owned.isPresent() && (owner == null || owner.isEmpty() == owned.get())) {
            return false;
        }
        String text = (executable.path() + " " + (owner == null ? "" : owner)).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
