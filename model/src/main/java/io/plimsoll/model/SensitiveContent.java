package io.plimsoll.model;

import java.util.List;

/// What an image should not hold. Unlike the rest of an inventory it also tells of what a higher layer deleted, since
/// that is still in the image.
///
/// @param leaks ordered by path and line
/// @param cardNumbers ordered by path and issuer
/// @param riskyFiles ordered by path; only those that a container sees
public record SensitiveContent(List<Leak> leaks, List<CardNumbers> cardNumbers, List<RiskyFile> riskyFiles) {
    /// Looked for and not found.
    public static final SensitiveContent NONE = new SensitiveContent(List.of(), List.of(), List.of());

    public SensitiveContent {
        leaks = List.copyOf(leaks);
        cardNumbers = List.copyOf(cardNumbers);
        riskyFiles = List.copyOf(riskyFiles);
    }
}
