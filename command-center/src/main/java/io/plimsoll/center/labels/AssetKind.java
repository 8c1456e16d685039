package io.plimsoll.center.labels;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be labelled.
public enum AssetKind {
    HOST,
    IMAGE,
    NETWORK,
    SERVICE,
    CONTAINER;

    /// The lower-case word of the API and of the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AssetKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
