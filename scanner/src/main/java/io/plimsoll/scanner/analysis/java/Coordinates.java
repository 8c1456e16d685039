package io.plimsoll.scanner.analysis.java;

import java.util.regex.Pattern;

/// What Maven calls a library (Maven POM reference, "Maven Coordinates").
record Coordinates(String group, String artifact, String version) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+~-]*");

    /// Whether all three can be what they stand for; a placeholder such as `${project.version}` cannot.
    boolean isSound() {
        return WORD.matcher(group).matches()
                && WORD.matcher(artifact).matches()
                && VERSION.matcher(version).matches();
    }

    /// `group:artifact`.
    String name() {
        return group + ":" + artifact;
    }
}
