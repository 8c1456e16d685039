package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The right to read one repository, or the catalogue: asks for it when the registry demands it, and keeps it for the
/// run. A credential
/// goes to the registry itself, or to a token server that belongs to it: of the same host, of a host known to be its,
/// or of one that the operator named. Used by several threads at once; while one asks, the others wait.
final class Authorization {
    /// Token servers of public registries that have a host of their own.
    private static final Map<String, String> KNOWN_REALMS = Map.of(
            "registry-1.docker.io", "auth.docker.io",
            "registry.gitlab.com", "gitlab.com",
            "docker.elastic.co", "docker-auth.elastic.co");
    /// RFC 6750, 2.1.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final RegistryReference reference;
    private final Scope scope;
    private final Origin registry;
    private final RegistryAccess access;
    private final Neighbourhood neighbourhood;
    private final Wire wire;
    private final int tokenBytes;
    private Optional<Credential> found = Optional.empty();
    private boolean lookedUp;
    private @Nullable String header;

    Authorization(
            RegistryReference reference,
            Scope scope,
            Origin registry,
            RegistryAccess access,
            Neighbourhood neighbourhood,
            Wire wire,
            int tokenBytes) {
        this.reference = reference;
        this.scope = scope;
        this.registry = registry;
        this.access = access;
        this.neighbourhood = neighbourhood;
        this.wire = wire;
        this.tokenBytes = tokenBytes;
    }

    /// What the right is about, for messages.
    String subject() {
        return scope.subject();
    }

    /// The value of the `Authorization` header for requests to the registry itself; empty before it asked for any.
    synchronized Optional<String> header() {
        return Optional.ofNullable(header);
    }

    /// Whether somebody is logged in to this registry.
    synchronized boolean hasCredential() throws RegistryException {
        return credential().isPresent();
    }

    /// Sends the password with the first request already, before anybody asks for it; where there is one.
    synchronized void beginWithPassword() throws RegistryException {
        if (credential().orElse(null) instanceof Credential.Password password) {
            header = password.basic();
        }
    }

    /// Gets what the registry asks for.
    synchronized void answer(List<Challenge> challenges) throws IOException {
        Optional<Challenge> bearer = named("bearer", challenges);
        if (credential().orElse(null) instanceof Credential.RegistryToken(String token)) {
            header = "Bearer " + token;
        } else if (bearer.isPresent()) {
            header = "Bearer " + token(bearer.get());
        } else if (named("basic", challenges).isPresent()) {
            header = basic();
        } else {
            throw RegistryException.lasting(registry.host() + " asks for a kind of login that is not supported: "
                    + challenges.stream().map(Challenge::scheme).collect(Collectors.joining(", "))
                    + "; supported are Basic and Bearer");
        }
    }

    private static Optional<Challenge> named(String scheme, List<Challenge> challenges) {
        return challenges.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
    }

    private Optional<Credential> credential() throws RegistryException {
        if (!lookedUp) {
            found = access.credentials().find(reference);
            lookedUp = true;
        }
        return found;
    }

    private String basic() throws RegistryException {
        return switch (credential().orElse(null)) {
            case Credential.Password password -> password.basic();
            case Credential.IdentityToken token -> throw noPassword();
            case Credential.RegistryToken token -> throw noPassword();
            case null ->
                throw RegistryException.lasting(
                        registry.host() + " lets nobody read " + scope.subject() + " without a login; " + howToLogIn());
        };
    }

    private RegistryException noPassword() {
        return RegistryException.lasting(
                registry.host() + " asks for a password, but only a token is known for it; " + howToLogIn());
    }

    /// What a person can do who has no access.
    String howToLogIn() {
        return access.help().logIn(reference.registry());
    }

    private String token(Challenge challenge) throws IOException {
        URI realm = realm(challenge);
        try (Answer answer = wire.send(request(realm, challenge.parameter("service")))) {
            if (answer.status() == 429 || answer.status() >= 500) {
                throw RegistryException.passing(
                        "the token server " + realm.getHost() + " is busy; it answers " + answer.status());
            }
            if (answer.status() != 200) {
                throw RegistryException.lasting("the token server " + realm.getHost() + " answers " + answer.status()
                        + " to the request for " + scope.subject()
                        + (hasCredential() ? "; check user and password" : "; " + howToLogIn()));
            }
            return token(answer.bytes(tokenBytes, "token"), realm.getHost());
        }
    }

    private static String token(byte[] document, String host) throws RegistryException {
        try {
            Json json = Json.parse(document);
            String token = json.field("token").text();
            String chosen = token.isEmpty() ? json.field("access_token").text() : token;
            if (TOKEN.matcher(chosen).matches()) {
                return chosen;
            }
        } catch (IOException e) {
            // Its words may be the secret's.
        }
        throw RegistryException.lasting("the token server " + host + " answers without a usable token");
    }

    private HttpRequest.Builder request(URI realm, String service) throws RegistryException {
        String query = "service=" + encoded(service) + "&scope=" + encoded(scope.words());
        return switch (credential().orElse(null)) {
            case Credential.Password password ->
                get(realm, query + "&account=" + encoded(password.user())).header("Authorization", password.basic());
            // https://distribution.github.io/distribution/spec/auth/oauth/
            case Credential.IdentityToken(String token) ->
                HttpRequest.newBuilder(realm)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&client_id=plimsoll&" + query
                                + "&refresh_token=" + encoded(token)));
            case Credential.RegistryToken token -> throw new IllegalStateException("it needs no token server");
            case null -> get(realm, query);
        };
    }

    private static HttpRequest.Builder get(URI realm, String query) {
        String before = realm.getRawQuery() == null ? realm + "?" : realm + "&";
        return HttpRequest.newBuilder(URI.create(before + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI realm(Challenge challenge) throws RegistryException {
        String text = challenge.parameter("realm");
        URI realm = Address.parse(text, URI.create("relative:/"), registry, "token server");
        if (realm.getRawFragment() != null) {
            throw RegistryException.lasting(registry.host() + " gives a malformed address as its token server");
        }
        String host = Objects.requireNonNull(realm.getHost()).toLowerCase(Locale.ROOT);
        if (hasCredential() && !belong(registry.host(), host, access.realms())) {
            throw RegistryException.lasting(registry.host() + " wants the login to be sent to " + host
                    + ", another host; that was refused. If " + host + " is its token server, "
                    + access.help().nameRealm(host));
        }
        neighbourhood.check(realm);
        return realm;
    }

    /// Whether a login for the registry may go to the token server.
    ///
    /// @param named hosts of token servers that the operator trusts
    static boolean belong(String registry, String realm, Set<String> named) {
        return realm.equals(registry)
                || realm.equals(KNOWN_REALMS.get(registry))
                || named.stream().anyMatch(realm::equalsIgnoreCase);
    }
}
