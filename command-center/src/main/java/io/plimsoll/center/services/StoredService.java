package io.plimsoll.center.services;

import io.plimsoll.model.Severity;
import java.util.Map;
import java.util.Optional;

/// A service with what is known of its members.
///
/// @param labels that users put on it
/// @param containers that belong, running or not
/// @param images of these containers, each once
/// @param unscanned images among them that nobody has looked at
/// @param verdict the worst on any of these images; empty without members
/// @param worst the image with the worst findings
record StoredService(
        Service service,
        Map<String, String> labels,
        int containers,
        int running,
        int images,
        int unscanned,
        Optional<String> verdict,
        Optional<WorstImage> worst) {
    record WorstImage(String id, String name, Map<Severity, Integer> severities) {}

    StoredService labelled(Map<String, String> its) {
        return new StoredService(service, its, containers, running, images, unscanned, verdict, worst);
    }
}
