package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds an image in one place or another, and reads its documents there.
///
/// @param access to the registry that was asked for
/// @param named the image as it was asked for
/// @param platform of which the image must be; empty for this machine's where there are several, else any
record ImageOpening(
        RegistryAccess access,
        PullLimits limits,
        Registry.World world,
        RegistryReference named,
        Optional<Platform> platform,
        ProxyRules proxies,
        Deadline deadline) {
    /// The caller closes it.
    RemoteImage at(RegistryRule.Place place) throws IOException {
        boolean isNamed = place.reference().registry().equals(named.registry());
        RegistryAccess how = isNamed ? access : access.ofAnother();
        if (how.plainHttp()) {
            return open("http://", place.reference(), how);
        }
        try {
            return open("https://", place.reference(), how);
        } catch (RegistryException e) {
            if (!place.insecure() || !Wire.meetsNoTls(e)) {
                throw e;
            }
            return open("http://", place.reference(), how);
        }
    }

    private RemoteImage open(String scheme, RegistryReference place, RegistryAccess how) throws IOException {
        URI base = URI.create(scheme + place.host());
        Wire wire = wire(base, place, how);
        try {
            Repository repository =
                    new Repository(place, requests(base, place, how, Scope.pull(place.repository()), wire));
            return read(repository, place.version(), wire);
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /// How a registry is spoken to; the caller closes it.
    Wire wire(URI base, RegistryReference place, RegistryAccess how) {
        return new Wire(
                new TlsContexts(place.host(), how.authority(), world.certificates()),
                Origin.of(base),
                proxies,
                deadline,
                limits.stall(),
                how.help());
    }

    Requests requests(URI base, RegistryReference place, RegistryAccess how, Scope scope, Wire wire) {
        Origin origin = Origin.of(base);
        Neighbourhood neighbourhood = new Neighbourhood(origin.host(), world.names(), proxies::isProxied);
        return new Requests(
                base,
                wire,
                new Authorization(place, scope, origin, how, neighbourhood, wire, limits.tokenBytes()),
                neighbourhood,
                new Retries(limits, deadline, world.pause()),
                limits);
    }

    /// Reads the documents of one image of the repository. The image closes the wire.
    RemoteImage read(Repository repository, String version, Wire wire) throws IOException {
        FetchedDocument document = repository.manifest(version);
        if (named.digest().isPresent() && !named.digest().get().equals(document.digest())) {
            throw repository.wrongBytes("manifest " + named.digest().get(), document.digest());
        }
        int depth = 0;
        Manifest manifest = Manifest.parse(document, limits);
        while (manifest instanceof Manifest.Index index) {
            if (++depth > limits.indexDepth()) {
                throw RegistryException.lasting(
                        "indexes lie inside each other more than " + limits.indexDepth() + " deep");
            }
            document = repository.manifest(chosen(index));
            manifest = Manifest.parse(document, limits);
        }
        Manifest.Image image = (Manifest.Image) manifest;
        FetchedDocument configuration = repository.document(image.configuration());
        Json json = sound(configuration);
        if (platform.isPresent() && depth == 0) {
            check(platform.get(), json);
        }
        List<String> diffIds = json.field("rootfs").field("diff_ids").texts();
        return new RemoteImage(named, repository, wire, document, configuration, image.layers(), diffIds, limits);
    }

    private static Json sound(FetchedDocument configuration) throws IOException {
        try {
            return configuration.json();
        } catch (MalformedInput e) {
            throw RegistryException.lasting("the image's configuration is not sound: " + e.getMessage(), e);
        }
    }

    private Descriptor chosen(Manifest.Index index) throws RegistryException {
        List<Manifest.Entry> entries = index.entries();
        if (entries.size() == 1 && platform.isEmpty()) {
            return entries.getFirst().descriptor();
        }
        Platform wanted = platform.orElseGet(Platform::here);
        Platform best = wanted.bestOf(
                        entries.stream().map(Manifest.Entry::platform).toList())
                .orElseThrow(() -> missing(wanted, entries));
        return entries.stream()
                .filter(entry -> entry.platform().equals(best))
                .findFirst()
                .orElseThrow()
                .descriptor();
    }

    private static RegistryException missing(Platform wanted, List<Manifest.Entry> entries) {
        return RegistryException.lasting("there is no image for " + wanted + ", only for "
                + entries.stream()
                        .map(entry -> entry.platform().toString())
                        .distinct()
                        .limit(20)
                        .collect(Collectors.joining(", "))
                + "; choose one with --platform");
    }

    /// An image that is the only one of its name may be for another platform than was asked for.
    private static void check(Platform wanted, Json configuration) throws IOException {
        Platform actual = new Platform(
                configuration.field("os").text(),
                configuration.field("architecture").text(),
                configuration.field("variant").text());
        if (wanted.bestOf(List.of(actual)).isEmpty()) {
            throw RegistryException.lasting("there is no image for " + wanted + ", only for " + actual);
        }
    }
}
