package io.plimsoll.scanner.archive;

import java.util.List;

/// Texts of an image configuration that may hold credentials and are not for any document as they are.
///
/// @param environment `NAME=value` each
/// @param history what each step of the build ran, those that made no layer included
public record ConfigurationTexts(List<String> environment, List<String> history) {
    /// Of a plain folder.
    public static final ConfigurationTexts NONE = new ConfigurationTexts(List.of(), List.of());

    public ConfigurationTexts {
        environment = List.copyOf(environment);
        history = List.copyOf(history);
    }
}
