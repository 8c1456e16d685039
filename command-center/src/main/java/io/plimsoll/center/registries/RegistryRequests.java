package io.plimsoll.center.registries;

import io.plimsoll.center.server.keys.KeyFailure;
import io.plimsoll.center.server.keys.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Asks registries by their program, each with its own credential, which is in memory only while it is asked.
final class RegistryRequests {
    private static final Duration LONGEST_TEST = Duration.ofMinutes(1);
    private static final Duration PULSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_LISTING = Duration.ofMinutes(20);
    private static final Duration LONGEST_SCAN = Duration.ofMinutes(40);

    private final RegistryProgram program;
    private final Seal seal;
    private final Clock clock;

    RegistryRequests(RegistryProgram program, Seal seal, Clock clock) {
        this.program = program;
        this.seal = seal;
        this.clock = clock;
    }

    /// Whether the registry can be read.
    RegistryAnswers.Listing test(Registry registry) throws InterruptedException {
        return program.ask(wish("test", registry), LONGEST_TEST, PULSE, () -> true, RegistryAnswers::listing);
    }

    /// All that is wanted of it.
    ///
    /// @param isWanted asked again and again; the listing is broken off when it says no
    RegistryAnswers.Listing list(Registry registry, BooleanSupplier isWanted) throws InterruptedException {
        return program.ask(wish("list", registry), LONGEST_LISTING, PULSE, isWanted, RegistryAnswers::listing);
    }

    /// Scans one image.
    ///
    /// @param digest of its manifest; empty for the one that the tag has now
    /// @param isWanted asked again and again; the scan is broken off when it says no
    RegistryAnswers.Scanned scan(
            Registry registry, String repository, String tag, String digest, BooleanSupplier isWanted)
            throws InterruptedException {
        Map<String, Object> request = request("scan", registry);
        request.put("repository", repository);
        request.put("tag", tag);
        request.put("digest", digest);
        return program.ask(request, LONGEST_SCAN, PULSE, isWanted, RegistryAnswers::scanned);
    }

    private Map<String, Object> request(String ask, Registry registry) {
        Destination where = registry.where();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ask", ask);
        request.put("registry", where.address());
        request.put("plainHttp", where.plainHttp());
        request.put("authority", where.authority());
        request.put("realms", where.tokenServers());
        if (registry.sealed().isPresent()) {
            request.put("user", where.user());
            request.put("password", opened(registry));
        }
        return request;
    }

    private String opened(Registry registry) {
        try {
            return new String(seal.open(registry.sealed().orElseThrow(), registry.purpose()), StandardCharsets.UTF_8);
        } catch (KeyFailure e) {
            throw new RegistryFailure(
                    "the password of the registry " + registry.name()
                            + " does not open: another key sealed it, or its row was changed; give it again",
                    false,
                    e);
        }
    }

    private Map<String, Object> wish(String ask, Registry registry) {
        Wanted wanted = registry.wanted();
        Map<String, Object> request = request(ask, registry);
        request.put("way", registry.kind().way());
        request.put("named", wanted.named());
        request.put("repositoriesIn", wanted.repositoriesIn());
        request.put("repositoriesOut", wanted.repositoriesOut());
        request.put("tagsIn", wanted.tagsIn());
        request.put("tagsOut", wanted.tagsOut());
        if (wanted.newest() != null) {
            request.put("newest", wanted.newest());
        }
        if (wanted.maxAgeDays() != null) {
            request.put(
                    "builtAfter",
                    clock.instant().minus(Duration.ofDays(wanted.maxAgeDays())).toString());
        }
        return request;
    }
}
