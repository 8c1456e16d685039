package io.plimsoll.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Which images a policy is about: those that fit everything it asks. What it does not ask may be anything; in all
/// patterns `*` stands for any run of characters.
///
/// @param images patterns of repository names with tag, such as `shop/*` or `*:prod-*`; one of them fits
/// @param registries patterns of the registry's host, `docker.io` where a name has none; one of them fits
/// @param repositories patterns of the name without registry, tag and digest, such as `shop/web`; one of them fits
/// @param labels that the image carries, all of them; the value `*` asks for any value. Whoever builds an image chooses
///     its labels
public record Scope(
        List<String> images, List<String> registries, List<String> repositories, Map<String, String> labels) {
    private static final Pattern STARS = Pattern.compile("\\*+");

    /// Every image, also one without a name.
    public static final Scope ALL = new Scope(List.of());

    public Scope {
        images = List.copyOf(images);
        registries = List.copyOf(registries);
        repositories = List.copyOf(repositories);
        labels = Map.copyOf(labels);
    }

    /// Images by their names.
    public Scope(List<String> images) {
        this(images, List.of(), List.of(), Map.of());
    }

    /// Whether every image is meant.
    public boolean isGlobal() {
        return labels.isEmpty()
                && registries.isEmpty()
                && repositories.isEmpty()
                && (images.isEmpty() || images.contains("*"));
    }

    /// Whether an image of these names may be meant, whatever its labels. One without names is only meant by a scope
    /// that asks for none, or by the pattern `*`.
    public boolean covers(List<String> names) {
        return (fits(images, "") && fits(registries, "") && fits(repositories, ""))
                || names.stream().map(ImageName::of).anyMatch(this::fits);
    }

    /// Whether this image is meant. The labels of an image that was not scanned are not known, so they may be any.
    boolean covers(ImageFacts image) {
        return covers(image.names())
                && (image.state() != ScanState.SCANNED
                        || labels.entrySet().stream().allMatch(label -> carries(image.labels(), label)));
    }

    private boolean fits(ImageName name) {
        return fits(images, name.whole()) && fits(registries, name.registry()) && fits(repositories, name.repository());
    }

    private static boolean fits(List<String> patterns, String text) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    static boolean carries(Map<String, String> labels, Map.Entry<String, String> wanted) {
        String value = labels.get(wanted.getKey());
        return value != null
                && (wanted.getValue().equals("*") || wanted.getValue().equals(value));
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
