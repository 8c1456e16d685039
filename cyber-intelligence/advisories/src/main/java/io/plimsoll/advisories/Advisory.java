package io.plimsoll.advisories;

import io.plimsoll.model.Cvss;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One vulnerability, all its names merged, with what is known of the risk. Which packages it is about is said by
/// [Statement]s.
///
/// @param id the CVE id where there is one, else the best-known other id
/// @param aliases the other ids of the same thing, sorted
/// @param title one line; empty where no source has one
/// @param published ISO 8601 date or instant; empty where unknown
/// @param vectors best first; the first one is the one that counts
/// @param kev whether CISA lists it as exploited
/// @param epss probability of exploitation within 30 days, 0 to 1; null where unknown
public record Advisory(
        String id,
        List<String> aliases,
        String title,
        String published,
        List<Cvss> vectors,
        boolean kev,
        @Nullable Double epss) {
    public Advisory {
        aliases = List.copyOf(aliases);
        vectors = List.copyOf(vectors);
        if (id.isBlank()) {
            throw new IllegalArgumentException("an advisory has an id");
        }
    }

    /// The same without what moves a little every day (EPSS).
    public Advisory withoutProbability() {
        return new Advisory(id, aliases, title, published, vectors, kev, null);
    }

    /// The vector that counts, if there is any.
    public Optional<Cvss> cvss() {
        return vectors.stream().findFirst();
    }
}
