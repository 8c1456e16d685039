package io.plimsoll.center.registries;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Passwords that Amazon ECR gave for some hours, in memory only.
final class EcrPasswords {
    /// A scan that begins with a password may take so long.
    private static final Duration LEAST_LEFT = Duration.ofHours(1);

    /// AWS gives them for so long.
    private static final Duration LONGEST = Duration.ofHours(12);

    /// As the registry program answers.
    record Given(String user, String password, Instant expiresAt) {
        @Override
        public String toString() {
            return "Given[until " + expiresAt + "]";
        }
    }

    /// @param purpose and sealed of the access key that it was given against: another one's is not used
    private record Kept(String purpose, String sealed, Given given, Instant until) {
        boolean isOf(Registry registry) {
            return purpose.equals(registry.purpose()) && registry.sealed().equals(Optional.of(sealed));
        }
    }

    private final Map<UUID, Kept> kept = new ConcurrentHashMap<>();
    private final InstantSource clock;

    EcrPasswords(InstantSource clock) {
        this.clock = clock;
    }

    /// The one that is kept for a registry as it is now, if it holds long enough.
    Optional<Given> find(Registry registry) {
        Instant now = clock.instant();
        return Optional.ofNullable(kept.get(registry.id()))
                .filter(one -> one.isOf(registry) && now.isBefore(one.until()))
                .map(Kept::given);
    }

    void keep(Registry registry, Given given) {
        Instant now = clock.instant();
        kept.values().removeIf(one -> !now.isBefore(one.until()));
        Instant end = given.expiresAt().isBefore(now.plus(LONGEST)) ? given.expiresAt() : now.plus(LONGEST);
        kept.put(
                registry.id(),
                new Kept(registry.purpose(), registry.sealed().orElseThrow(), given, end.minus(LEAST_LEFT)));
    }

    /// The next request asks for a new one.
    void forget(Registry registry) {
        kept.remove(registry.id());
    }
}
