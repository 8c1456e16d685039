package io.plimsoll.model;

import java.util.List;

/// Which names are wanted: those that one pattern lets in, and none keeps out.
///
/// @param in empty to let all in
/// @param out what is kept out even if a pattern lets it in
public record NameFilter(List<NamePattern> in, List<NamePattern> out) {
    public NameFilter {
        in = List.copyOf(in);
        out = List.copyOf(out);
    }

    /// @throws IllegalArgumentException if a pattern is none
    public static NameFilter of(List<String> in, List<String> out) {
        return new NameFilter(
                in.stream().map(NamePattern::new).toList(),
                out.stream().map(NamePattern::new).toList());
    }

    public boolean takes(String name) {
        return (in.isEmpty() || in.stream().anyMatch(pattern -> pattern.matches(name)))
                && out.stream().noneMatch(pattern -> pattern.matches(name));
    }
}
