package io.plimsoll.policy;

import java.util.List;
import java.util.regex.Pattern;

/// Which images a policy is about, by repository name with tag. An empty list means every image.
///
/// @param images patterns in which `*` stands for any run of characters, such as `shop/*` or `*:prod-*`
public record Scope(List<String> images) {
    private static final Pattern STARS = Pattern.compile("\\*+");

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
        String[] literals = STARS.split(pattern, -1);
        String last = literals[literals.length - 1];
        if (literals.length == 1) {
            return name.equals(last);
        }
        if (!name.startsWith(literals[0])) {
            return false;
        }
        // The first place of each is the best one, so nothing is tried twice: names and paths come from hostile images.
        int from = literals[0].length();
        for (String literal : List.of(literals).subList(1, literals.length - 1)) {
            int at = name.indexOf(literal, from);
            if (at < 0) {
                return false;
            }
            from = at + literal.length();
        }
        return name.length() - last.length() >= from && name.endsWith(last);
    }
}
