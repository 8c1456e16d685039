package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The pull half of the OCI distribution specification 1.1, for one repository.
final class Repository {
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final RegistryReference reference;
    private final URI base;
    private final Origin registry;
    private final Wire wire;
    private final Authorization authorization;
    private final Neighbourhood neighbourhood;
    private final Retries retries;
    private final PullLimits limits;

    Repository(
            RegistryReference reference,
            URI base,
            Wire wire,
            Authorization authorization,
            Neighbourhood neighbourhood,
            Retries retries,
            PullLimits limits) {
        this.reference = reference;
        this.base = base;
        this.registry = Origin.of(base);
        this.wire = wire;
        this.authorization = authorization;
        this.neighbourhood = neighbourhood;
        this.retries = retries;
        this.limits = limits;
    }

    /// The manifest or index of a tag or digest, its bytes as the registry has them.
    ///
    /// @param version tag or digest
    FetchedDocument manifest(String version) throws IOException {
        return retries.run(() -> {
            try (Answer answer = get("manifests/" + version, Map.of("Accept", MANIFESTS), "image " + reference)) {
                FetchedDocument document = new FetchedDocument(answer.bytes(limits.manifestBytes(), "manifest"));
                String claimed = answer.header("docker-content-digest");
                if (claimed.startsWith("sha256:")
                        && !claimed.equals(document.digest().toString())) {
                    throw wrongBytes("manifest " + claimed, document.digest());
                }
                return document;
            }
        });
    }

    /// The manifest or index that a descriptor names.
    FetchedDocument manifest(Descriptor descriptor) throws IOException {
        FetchedDocument document = manifest(descriptor.digest().toString());
        return checked(document, descriptor, "manifest");
    }

    /// A small blob, whole.
    FetchedDocument document(Descriptor descriptor) throws IOException {
        return retries.run(() -> {
            try (Answer answer = blob(descriptor, 0)) {
                byte[] bytes = answer.bytes(limits.manifestBytes(), "configuration");
                return checked(new FetchedDocument(bytes), descriptor, "configuration");
            }
        });
    }

    private FetchedDocument checked(FetchedDocument document, Descriptor descriptor, String what)
            throws RegistryException {
        if (!document.digest().equals(descriptor.digest())) {
            throw wrongBytes(what + " " + descriptor.digest(), document.digest());
        }
        if (document.size() != descriptor.size()) {
            throw RegistryException.lasting("the " + what + " " + descriptor.digest() + " has " + document.size()
                    + " bytes, and " + descriptor.size() + " were declared");
        }
        return document;
    }

    /// A blob from this byte on; the caller closes the answer, which is 200 (all of it) or 206 (the rest).
    Answer blob(Descriptor descriptor, long from) throws IOException {
        Map<String, String> range = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        return get("blobs/" + descriptor.digest(), range, "layer " + descriptor.digest());
    }

    Retries retries() {
        return retries;
    }

    RegistryException wrongBytes(String what, Digest actual) {
        return RegistryException.lasting(registry.host() + " delivers other bytes as " + what + ": they are " + actual);
    }

    /// One attempt; a login that is asked for is part of it.
    private Answer get(String path, Map<String, String> headers, String what) throws IOException {
        URI start = base.resolve("/v2/" + reference.repository() + "/" + path);
        Answer first = follow(start, headers);
        if (first.status() != 401 || !isRegistry(first.from())) {
            return wanted(first, what);
        }
        try (first) {
            authorization.answer(Challenge.parse(first.headers().allValues("www-authenticate")));
        }
        return wanted(follow(start, headers), what);
    }

    private Answer wanted(Answer answer, String what) throws RegistryException {
        if (answer.status() == 200 || answer.status() == 206) {
            return answer;
        }
        try (answer) {
            throw refusal(answer, what);
        }
    }

    private Answer follow(URI start, Map<String, String> headers) throws IOException {
        URI target = start;
        for (int hops = 0; ; hops++) {
            Answer answer = wire.send(request(target, headers));
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

    private HttpRequest.Builder request(URI target, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
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
                    + (authorization.hasCredential() ? "this user" : "everybody") + " read " + reference.repository()
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
