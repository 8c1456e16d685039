package io.plimsoll.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the image configuration says about how it is to be run (OCI image specification, "Image Configuration").
/// Environment values are left out on purpose: they may hold credentials.
///
/// @param user as written: empty, `0`, `root`, `app`, `1000:1000`
/// @param labels in the order of their names
/// @param environmentNames names only
/// @param healthcheck whether the image tells how to see if it works (CIS Docker 4.6); null in documents of before this
///     was noted
public record ImageConfiguration(
        String architecture,
        String os,
        String user,
        List<String> entrypoint,
        List<String> command,
        List<String> exposedPorts,
        List<String> environmentNames,
        Map<String, String> labels,
        String created,
        @Nullable Boolean healthcheck) {
    public ImageConfiguration {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        exposedPorts = List.copyOf(exposedPorts);
        environmentNames = List.copyOf(environmentNames);
        labels = Map.copyOf(labels);
    }

    /// A configuration of which it was not noted whether there is a health check.
    public ImageConfiguration(
            String architecture,
            String os,
            String user,
            List<String> entrypoint,
            List<String> command,
            List<String> exposedPorts,
            List<String> environmentNames,
            Map<String, String> labels,
            String created) {
        this(architecture, os, user, entrypoint, command, exposedPorts, environmentNames, labels, created, null);
    }

    /// Whether a container of this image runs as root unless told otherwise (CIS Docker 4.1).
    public boolean runsAsRoot() {
        String name = user.contains(":") ? user.substring(0, user.indexOf(':')) : user;
        return name.isEmpty() || name.equals("root") || name.matches("0+");
    }
}
