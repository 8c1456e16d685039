package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/// An image of a registry by its name, as the Docker client reads it: `alpine` is
/// `docker.io/library/alpine:latest`, and what stands before the first slash is a host if it holds a dot or a
/// colon or is `localhost`.
///
/// @param registry host, with a port perhaps: `registry.example.com:5000`; `docker.io` for the Docker Hub
/// @param repository such as `library/alpine`
/// @param tag as written; `latest` where neither tag nor digest is
/// @param digest of the manifest; what has one is fetched by it, whatever the tag says
public record RegistryReference(String registry, String repository, String tag, Optional<Digest> digest) {
    private static final String HUB = "docker.io";
    private static final String HUB_PREFIX = "library/";
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final Pattern REGISTRY =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:.]+])(?::[0-9]{1,5})?");
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final int LONGEST_NAME = 255;

    public RegistryReference {
        if (!REGISTRY.matcher(registry).matches()) {
            throw new IllegalArgumentException("'" + registry + "' is not the host of a registry");
        }
        if (repository.length() > LONGEST_NAME
                || !REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException("'" + repository
                    + "' is not the name of a repository: lower-case letters and digits, with / . _ - between them");
        }
        if (!tag.isEmpty() && !TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("'" + tag + "' is not a tag: letters, digits and _ . -, 128 at most");
        }
    }

    /// Reads a name such as `alpine`, `shop/web:1.4`, `localhost:5000/web` or `ghcr.io/shop/web@sha256:...`.
    ///
    /// @throws IllegalArgumentException with a message for the person who wrote it
    public static RegistryReference parse(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException("'" + text
                    + "' is an address; name the image without it, such as registry.example.com/shop/web:1.4");
        }
        int at = text.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        if (tagged && colon == named.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' ends where its tag should be");
        }
        String name = tagged ? named.substring(0, colon) : named;
        String tag = tagged ? named.substring(colon + 1) : digest.isPresent() ? "" : "latest";
        if (beginsWithHost(name)) {
            int slash = name.indexOf('/');
            return of(name.substring(0, slash), name.substring(slash + 1), tag, digest);
        }
        return of(HUB, name, tag, digest);
    }

    /// Whether what stands before the first slash is a registry, as the Docker client tells it.
    private static boolean beginsWithHost(String name) {
        String first = name.substring(0, Math.max(name.indexOf('/'), 0));
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    private static RegistryReference of(String registry, String name, String tag, Optional<Digest> digest) {
        if (!registry.equals(HUB) && !registry.equals("index.docker.io")) {
            return new RegistryReference(registry, name, tag, digest);
        }
        return new RegistryReference(HUB, name.contains("/") ? name : HUB_PREFIX + name, tag, digest);
    }

    /// The host, with a port perhaps, that answers for it.
    String host() {
        return registry.equals(HUB) ? "registry-1.docker.io" : registry;
    }

    /// The name that credential stores know the registry by.
    String credentialKey() {
        return registry.equals(HUB) ? "https://index.docker.io/v1/" : registry;
    }

    /// Who pushes here, as far as a name tells: the registry and the first folder in it.
    public String owner() {
        int slash = repository.indexOf('/');
        return registry + (slash < 0 ? "" : "/" + repository.substring(0, slash));
    }

    private String shortName() {
        String whole = registry + "/" + repository;
        if (!registry.equals(HUB)) {
            return whole;
        }
        if (repository.startsWith(HUB_PREFIX)) {
            String official = repository.substring(HUB_PREFIX.length());
            return official.contains("/") ? whole : official;
        }
        return beginsWithHost(repository) ? whole : repository;
    }

    /// What a manifest is asked for by.
    String version() {
        return digest.map(Digest::toString).orElse(tag);
    }

    /// The name with all that others leave away: `docker.io/library/alpine:latest`.
    String fullName() {
        return registry + "/" + repository + suffix();
    }

    private String suffix() {
        return (tag.isEmpty() ? "" : ":" + tag) + digest.map(d -> "@" + d).orElse("");
    }

    /// The name as the engine on a host writes it: without what the Docker Hub adds, unless it would mean another then.
    @Override
    public String toString() {
        return shortName() + suffix();
    }
}
