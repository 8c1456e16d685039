package io.plimsoll.center.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What had the engine start a container, as far as its labels say. An engine tells nobody who called it, so the person
/// is not known; and labels are chosen by whoever creates the container: a help to find out, and no proof.
final class StartedBy {
    /// The word of the audit trail for whoever calls an engine.
    private static final String UNKNOWN = "unknown (engine API)";

    private static final String POD = "io.kubernetes.pod.name";

    /// A tool and the label by which it knows its containers again.
    private record Mark(String label, String tool) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("com.docker.compose.project", "Compose"),
            new Mark("io.podman.compose.project", "Compose"),
            new Mark("com.docker.stack.namespace", "Swarm"),
            new Mark("com.docker.swarm.service.name", "Swarm"),
            new Mark("PODMAN_SYSTEMD_UNIT", "systemd"));

    private StartedBy() {}

    /// In words, such as `Compose: shop` or `Kubernetes: default/web`.
    static String of(Map<String, String> engineLabels) {
        return pod(engineLabels)
                .or(() -> MARKS.stream()
                        .filter(mark ->
                                !engineLabels.getOrDefault(mark.label(), "").isBlank())
                        .map(mark -> mark.tool() + ": " + engineLabels.get(mark.label()))
                        .findFirst())
                .orElse(UNKNOWN);
    }

    private static Optional<String> pod(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(POD))
                .filter(name -> !name.isBlank())
                .map(name ->
                        "Kubernetes: " + labels.getOrDefault("io.kubernetes.pod.namespace", "default") + "/" + name);
    }
}
