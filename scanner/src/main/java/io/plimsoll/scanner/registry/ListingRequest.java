package io.plimsoll.scanner.registry;

import io.plimsoll.model.NameFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which images of a registry are wanted.
///
/// @param registry host, with a port perhaps; `docker.io` for the Docker Hub
/// @param way how its repositories are found
/// @param named repositories that are wanted whatever the registry lists
/// @param repositories which of all are wanted
/// @param tags which tags of these
/// @param newest how many of each repository at most, the newest by when they were built
/// @param builtAfter older ones are left out
record ListingRequest(
        String registry,
        Way way,
        List<String> named,
        NameFilter repositories,
        NameFilter tags,
        OptionalInt newest,
        Optional<Instant> builtAfter) {
    /// How a registry tells which repositories it has.
    enum Way {
        /// By `/v2/_catalog` of the distribution specification's first implementation.
        CATALOGUE,
        /// By the projects of Harbor's own interface, since its catalogue is for administrators.
        HARBOR,
        /// It does not; all are named.
        NAMED
    }

    ListingRequest {
        named = List.copyOf(named);
    }

    /// Whether it has to be known when each image was built.
    boolean asksForAge() {
        return newest.isPresent() || builtAfter.isPresent();
    }
}
