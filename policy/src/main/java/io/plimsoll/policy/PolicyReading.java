package io.plimsoll.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of the reading of a text that somebody is still writing.
///
/// @param mistakes in the order of their places; empty if the text is a policy
/// @param tree the text as it stands, mistakes and all: maps, lists and scalars; null if it is no YAML, or no mapping
public record PolicyReading(
        List<PolicyMistake> mistakes, @Nullable Map<String, Object> tree) {
    public PolicyReading {
        mistakes = List.copyOf(mistakes);
    }
}
