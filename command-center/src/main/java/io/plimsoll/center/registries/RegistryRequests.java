package io.plimsoll.center.registries;

import io.plimsoll.center.server.keys.KeyFailure;
import io.plimsoll.center.server.keys.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Asks registries by their program, each with its own credential, which is in memory only while it is asked. Of ECR a
/// password of some hours is kept in memory, and a new one asked for before it ends.
final class RegistryRequests {
    private static final Duration LONGEST_TEST = Duration.ofMinutes(1);
    private static final Duration PULSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_LISTING = Duration.ofMinutes(20);
    private static final Duration LONGEST_SCAN = Duration.ofMinutes(40);

    private final RegistryProgram program;
    private final Seal seal;
    private final Clock clock;
    private final EcrPasswords passwords;

    RegistryRequests(RegistryProgram program, Seal seal, Clock clock) {
        this.program = program;
        this.seal = seal;
        this.clock = clock;
        this.passwords = new EcrPasswords(clock);
    }

    private record Login(String user, String password) {
        static Login of(EcrPasswords.Given given) {
            return new Login(given.user(), given.password());
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /// Whether the registry can be read; an access key of ECR is tried itself, and not what was given against it
    /// before.
    RegistryAnswers.Listing test(Registry registry) throws InterruptedException {
        Optional<Login> login =
                exchangesItsKey(registry) ? Optional.of(Login.of(given(registry, () -> true))) : kept(registry);
        return program.ask(wish("test", registry, login), LONGEST_TEST, PULSE, () -> true, RegistryAnswers::listing);
    }

    /// All that is wanted of it.
    ///
    /// @param isWanted asked again and again; the listing is broken off when it says no
    RegistryAnswers.Listing list(Registry registry, BooleanSupplier isWanted) throws InterruptedException {
        return asked(
                registry,
                isWanted,
                login -> program.ask(
                        wish("list", registry, login), LONGEST_LISTING, PULSE, isWanted, RegistryAnswers::listing));
    }

    /// Scans one image.
    ///
    /// @param digest of its manifest; empty for the one that the tag has now
    /// @param isWanted asked again and again; the scan is broken off when it says no
    RegistryAnswers.Scanned scan(
            Registry registry, String repository, String tag, String digest, BooleanSupplier isWanted)
            throws InterruptedException {
        return asked(registry, isWanted, login -> {
            Map<String, Object> request = request("scan", registry, login);
            request.put("repository", repository);
            request.put("tag", tag);
            request.put("digest", digest);
            return program.ask(request, LONGEST_SCAN, PULSE, isWanted, RegistryAnswers::scanned);
        });
    }

    private interface Question<T> {
        T ask(Optional<Login> login) throws InterruptedException;
    }

    /// What fails may have failed for the password, so the next question brings a new one.
    private <T> T asked(Registry registry, BooleanSupplier isWanted, Question<T> question) throws InterruptedException {
        if (!exchangesItsKey(registry)) {
            return question.ask(kept(registry));
        }
        EcrPasswords.Given given = password(registry, isWanted);
        try {
            return question.ask(Optional.of(Login.of(given)));
        } catch (RegistryFailure e) {
            passwords.forget(registry);
            throw e;
        }
    }

    private static boolean exchangesItsKey(Registry registry) {
        return registry.hasAccessKey() && registry.sealed().isPresent();
    }

    private Optional<Login> kept(Registry registry) {
        return registry.sealed().map(_ -> new Login(registry.where().user(), opened(registry)));
    }

    private EcrPasswords.Given password(Registry registry, BooleanSupplier isWanted) throws InterruptedException {
        Optional<EcrPasswords.Given> known = passwords.find(registry);
        if (known.isPresent()) {
            return known.get();
        }
        EcrPasswords.Given made = given(registry, isWanted);
        passwords.keep(registry, made);
        return made;
    }

    /// A new password of ECR.
    private EcrPasswords.Given given(Registry registry, BooleanSupplier isWanted) throws InterruptedException {
        AccessKey key = AccessKey.of(registry.where().user(), opened(registry));
        Map<String, Object> request = request("login", registry, Optional.of(new Login(key.id(), key.secret())));
        request.put("sessionToken", key.sessionToken());
        return program.ask(request, LONGEST_TEST, PULSE, isWanted, RegistryAnswers::given);
    }

    private static Map<String, Object> request(String ask, Registry registry, Optional<Login> login) {
        Destination where = registry.where();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ask", ask);
        request.put("registry", where.address());
        request.put("plainHttp", where.plainHttp());
        request.put("authority", where.authority());
        request.put("realms", where.tokenServers());
        login.ifPresent(one -> {
            request.put("user", one.user());
            request.put("password", one.password());
        });
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

    private Map<String, Object> wish(String ask, Registry registry, Optional<Login> login) {
        Wanted wanted = registry.wanted();
        Map<String, Object> request = request(ask, registry, login);
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
