package io.plimsoll.center.registries;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Products, by how each tells which repositories it has.
enum RegistryKind {
    OCI("catalogue"),
    ACR("catalogue"),
    ARTIFACTORY("catalogue"),
    ECR("catalogue"),
    NEXUS("catalogue"),
    HARBOR("harbor"),
    DOCKER_HUB("named"),
    GAR("named"),
    GHCR("named"),
    GITLAB("named"),
    QUAY("named");

    private final String way;

    RegistryKind(String way) {
        this.way = way;
    }

    /// In the words of the registry program; where it is `named`, all repositories have to be named.
    String way() {
        return way;
    }

    boolean listsNothing() {
        return way.equals("named");
    }

    /// The word of the API and of the database, such as `docker-hub`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<RegistryKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
