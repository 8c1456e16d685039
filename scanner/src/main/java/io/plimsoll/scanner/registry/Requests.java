package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Requests to one registry with one right. Redirects are followed as far as the registry may send us, and the login
/// goes to the registry itself only.
final class Requests {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final URI base;
    private final Origin registry;
    private final Wire wire;
    private final Authorization authorization;
    private final Neighbourhood neighbourhood;
    private final Retries retries;
    private final PullLimits limits;

    Requests(
            URI base,
            Wire wire,
            Authorization authorization,
            Neighbourhood neighbourhood,
            Retries retries,
            PullLimits limits) {
        this.base = base;
        this.registry = Origin.of(base);
        this.wire = wire;
        this.authorization = authorization;
        this.neighbourhood = neighbourhood;
        this.retries = retries;
        this.limits = limits;
    }

    Origin registry() {
        return registry;
    }

    PullLimits limits() {
        return limits;
    }

    Retries retries() {
        return retries;
    }

    /// Logs in where the registry says how, as the Docker client does: what a registry lists to everybody may be less
    /// than
    /// what it lists to whom it knows, and then it does not ask for a login.
    void logIn() throws IOException {
        if (authorization.hasCredential()) {
            retries.run(() -> {
                try (Answer answer = follow("GET", base.resolve("/v2/"), Map.of())) {
                    if (answer.status() == 401 && isRegistry(answer.from())) {
                        authorization.answer(challenges(answer));
                    }
                    return true;
                }
            });
        }
    }

    /// Sends the password with the first request already, for interfaces that are asked without a token.
    void beginWithPassword() throws RegistryException {
        authorization.beginWithPassword();
    }

    private static List<Challenge> challenges(Answer answer) {
        return Challenge.parse(answer.headers().allValues("www-authenticate"));
    }

    /// The address of a next page that the registry names, which is one of its own.
    URI own(String reference) throws RegistryException {
        URI target = Address.parse(reference, base, registry, "next page");
        if (!isRegistry(target)) {
            throw RegistryException.lasting(
                    registry.host() + " names a next page at " + target.getHost() + ", another host; that was refused");
        }
        return target;
    }

    /// One attempt.
    ///
    /// @param what it is, for messages
    Answer get(String path, Map<String, String> headers, String what) throws IOException {
        return ask("GET", base.resolve(path), headers, what);
    }

    /// One attempt; a login that is asked for is part of it. The caller closes the answer, which is 200 or 206.
    Answer ask(String method, URI start, Map<String, String> headers, String what) throws IOException {
        Answer first = follow(method, start, headers);
        if (first.status() != 401 || !isRegistry(first.from())) {
            return wanted(first, what);
        }
        try (first) {
            authorization.answer(challenges(first));
        }
        return wanted(follow(method, start, headers), what);
    }

    private Answer wanted(Answer answer, String what) throws RegistryException {
        if (answer.status() == 200 || answer.status() == 206) {
            return answer;
        }
        try (answer) {
            throw refusal(answer, what);
        }
    }

    private Answer follow(String method, URI start, Map<String, String> headers) throws IOException {
        URI target = start;
        for (int hops = 0; ; hops++) {
            Answer answer = wire.send(request(method, target, headers));
            if (!isRedirect(answer.status())) {
                return answer;
            }
            try (answer) {
                if (hops == limits.redirects()) {
                    throw RegistryException.lasting(
                            registry.host() + " redirects more than " + limits.redirects() + " times");
                }
                target = Address.parse(answer.header("location"), target, registry, "redirect");
            }
            if (!isRegistry(target)) {
                neighbourhood.check(target);
            }
        }
    }

    private HttpRequest.Builder request(String method, URI target, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        if (isRegistry(target)) {
            authorization.header().ifPresent(value -> request.header("Authorization", value));
        }
        return request;
    }

    private boolean isRegistry(URI uri) {
        return Origin.of(uri).equals(registry);
    }

    private static boolean isRedirect(int status) {
        return List.of(301, 302, 303, 307, 308).contains(status);
    }

    /// What is said of an answer that is not the wanted one. The body is not quoted: it could say anything.
    private RegistryException refusal(Answer answer, String what) throws RegistryException {
        String host = answer.from().getAuthority();
        int status = answer.status();
        if (isRegistry(answer.from()) && (status == 401 || status == 403)) {
            return RegistryException.lasting(host + " does not let "
                    + (authorization.hasCredential() ? "this user" : "everybody") + " read " + authorization.subject()
                    + ", or it does not exist; check the spelling, or " + authorization.howToLogIn());
        }
        return switch (status) {
            case 404 -> RegistryException.lasting(host + " has no " + what + "; check the spelling");
            case 429 ->
                RegistryException.busy(
                        host + " answers 429, too many requests" + wait(answer) + "; try later, or log in",
                        pause(answer));
            default ->
                status >= 500
                        ? RegistryException.busy(
                                host + " answers " + status + " to the request for the " + what + wait(answer)
                                        + "; try later",
                                pause(answer))
                        : RegistryException.lasting(host + " answers " + status + " to the request for the " + what);
        };
    }

    private static String wait(Answer answer) {
        Duration pause = pause(answer);
        return pause.isZero() ? "" : " for " + pause.toSeconds() + " s";
    }

    private static Duration pause(Answer answer) {
        String seconds = answer.header("retry-after");
        return SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
