package io.plimsoll.center.services;

import io.plimsoll.policy.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which containers a service is made of: those that fit everything it asks, and it asks something. In all patterns
/// `*` stands for any run of characters, as in the scopes of policies.
///
/// @param labels that users put on the container, its image, its networks or its host, all of them; the values are
/// patterns
/// @param engineLabels that the container was created with, all of them: facts that whoever starts it chooses
/// @param projects patterns of the Compose project or stack; one of them fits
/// @param images patterns of the image's name with tag; one of them fits
public record ServiceSelection(
        Map<String, String> labels, Map<String, String> engineLabels, List<String> projects, List<String> images) {
    /// By which Docker Compose, Podman's Compose and Swarm say what a container is part of.
    private static final List<String> PROJECT_LABELS =
            List.of("com.docker.compose.project", "io.podman.compose.project", "com.docker.stack.namespace");

    public ServiceSelection {
        labels = Map.copyOf(labels);
        engineLabels = Map.copyOf(engineLabels);
        projects = List.copyOf(projects);
        images = List.copyOf(images);
    }

    /// Whether it asks nothing.
    boolean isEmpty() {
        return labels.isEmpty() && engineLabels.isEmpty() && projects.isEmpty() && images.isEmpty();
    }

    /// Whether its members are decided by the names of their images.
    boolean asksForImagesAlone() {
        return !images.isEmpty() && labels.isEmpty() && engineLabels.isEmpty() && projects.isEmpty();
    }

    /// Whether a container belongs.
    ///
    /// @param itsLabels that count for it, without those of services
    /// @param itsEngineLabels that it was created with
    /// @param image name as it was created with
    public boolean selects(Map<String, String> itsLabels, Map<String, String> itsEngineLabels, String image) {
        return !isEmpty()
                && carriesAll(itsLabels, labels)
                && carriesAll(itsEngineLabels, engineLabels)
                && fits(projects, PROJECT_LABELS.stream().map(key -> itsEngineLabels.getOrDefault(key, "")))
                && fits(images, Stream.of(image));
    }

    private static boolean carriesAll(Map<String, String> its, Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(label -> {
            String value = its.get(label.getKey());
            return value != null && Scope.matches(label.getValue(), value);
        });
    }

    private static boolean fits(List<String> patterns, Stream<String> names) {
        return patterns.isEmpty()
                || names.filter(name -> !name.isEmpty())
                        .anyMatch(name -> patterns.stream().anyMatch(pattern -> Scope.matches(pattern, name)));
    }
}
