package io.plimsoll.center.views;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A page of the console whose filters can be saved.
enum ViewedPage {
    AUDIT("audit.read"),
    CONTAINERS("containers.read"),
    IMAGES("images.read"),
    VULNERABILITIES("images.read");

    static final Set<String> WORDS =
            Arrays.stream(values()).map(ViewedPage::word).collect(Collectors.toCollection(TreeSet::new));

    /// What one needs to read its list.
    final String permission;

    ViewedPage(String permission) {
        this.permission = permission;
    }

    /// The word of the API, such as `audit`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ViewedPage> ofWord(String word) {
        return Arrays.stream(values()).filter(page -> page.word().equals(word)).findFirst();
    }

    /// Those that somebody with these permissions may read.
    static List<ViewedPage> readableWith(Set<String> permissions) {
        return Arrays.stream(values())
                .filter(page -> permissions.contains(page.permission))
                .toList();
    }
}
