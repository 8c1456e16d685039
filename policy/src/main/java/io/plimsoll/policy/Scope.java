package io.plimsoll.policy;

import java.util.List;
import java.util.regex.Pattern;

/// Which images a policy is about, by repository name with tag. An empty list means every image.
///
/// @param images patterns in which `*` stands for any run of characters, such as `shop/*` or `*:prod-*`
public record Scope(List<String> images) {
    /// Every image, also one without a name.
    public static final Scope ALL = new Scope(List.of());

    public Scope {
        images = List.copyOf(images);
    }

    /// Whether any of these names is meant. An image without names is only meant by [#ALL] or by the pattern `*`.
    public boolean covers(List<String> names) {
        return images.isEmpty()
                || images.stream().anyMatch(p -> p.equals("*") || names.stream().anyMatch(n -> matches(p, n)));
    }

    /// Whether the pattern, in which `*` stands for any run of characters, means the whole name.
    static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (String literal : pattern.split("\\*+", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(literal.isEmpty() ? "" : Pattern.quote(literal));
            if (regex.isEmpty()) {
                regex.append("(?:)");
            }
        }
        return name.matches(regex.toString());
    }
}
