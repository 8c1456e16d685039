package io.plimsoll.enforcer.engine;

import java.util.Optional;

/// Names of images in the form in which the engine lists them and policies mean them.
public final class ImageNames {
    private ImageNames() {}

    /// `docker.io/library/debian` is `debian:latest`; an id or a name with a digest has no such form.
    public static Optional<String> familiar(String name) {
        if (name.isEmpty() || name.contains("@") || name.startsWith("sha256:") || name.matches("[0-9a-f]{12,64}")) {
            return Optional.empty();
        }
        String shortened = name.replaceFirst("^(?:index\\.)?docker\\.io/", "").replaceFirst("^library/", "");
        boolean tagged = shortened.lastIndexOf(':') > shortened.lastIndexOf('/');
        return Optional.of(tagged ? shortened : shortened + ":latest");
    }
}
