package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a registry has of what is wanted.
///
/// @param repositories how many are wanted
/// @param notes what was left out and why, one sentence each; while there are any, an image that is not listed may
/// still
/// be there
record Listing(int repositories, List<Tag> tags, List<String> notes) {
    Listing {
        tags = List.copyOf(tags);
        notes = List.copyOf(notes);
    }

    /// One image by its tag.
    ///
    /// @param name as the engine on a host writes it, such as `ghcr.io/shop/web:1.4`
    /// @param digest of its manifest or index
    /// @param builtAt empty where it was not asked for, or nobody says
    record Tag(String repository, String tag, String name, Digest digest, Optional<Instant> builtAt) {}
}
