package io.plimsoll.policy;

import io.plimsoll.policy.cel.Glob;
import java.util.List;
import java.util.Map;

/// Which images a policy is about: those that fit everything it asks. What it does not ask may be anything; in all
/// patterns `*` stands for any run of characters.
///
/// @param images patterns of repository names with tag, such as `shop/*` or `*:prod-*`; one of them fits
/// @param registries patterns of the registry's host, `docker.io` where a name has none; one of them fits
/// @param repositories patterns of the name without registry, tag and digest, such as `shop/web`; one of them fits
/// @param labels that the image carries, all of them; the value `*` asks for any value. Whoever builds an image chooses
///     its labels
/// @param services names of services, one of which fits, in a text that nobody judges by; see [KnownServices]. Where it
///     is judged, their patterns are among the images, and this is empty
public record Scope(
        List<String> images,
        List<String> registries,
        List<String> repositories,
        Map<String, String> labels,
        List<String> services) {
    /// Every image, also one without a name.
    public static final Scope ALL = new Scope(List.of());

    public Scope {
        images = List.copyOf(images);
        registries = List.copyOf(registries);
        repositories = List.copyOf(repositories);
        labels = Map.copyOf(labels);
        services = List.copyOf(services);
    }

    /// Images by what is known of themselves.
    public Scope(List<String> images, List<String> registries, List<String> repositories, Map<String, String> labels) {
        this(images, registries, repositories, labels, List.of());
    }

    /// Images by their names.
    public Scope(List<String> images) {
        this(images, List.of(), List.of(), Map.of());
    }

    /// Whether every image is meant.
    public boolean isGlobal() {
        return labels.isEmpty()
                && services.isEmpty()
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
    public boolean covers(ImageFacts image) {
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
    public static boolean matches(String pattern, String name) {
        return Glob.fits(pattern, name);
    }
}
