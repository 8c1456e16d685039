package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Opens images of registries.
public final class Registry {
    /// What of the world outside it sees.
    ///
    /// @param environment variables that name proxies
    /// @param certificates that Docker and Podman have for hosts
    record World(
            Map<String, String> environment,
            HostFolders certificates,
            Neighbourhood.Names names,
            Retries.Pause pause) {}

    private final RegistryAccess access;
    private final PullLimits limits;
    private final World world;

    public Registry(RegistryAccess access) {
        this(
                access,
                PullLimits.defaults(),
                new World(
                        System.getenv(),
                        HostFolders.of(Path.of(System.getProperty("user.home"))),
                        InetAddress::getAllByName,
                        Thread::sleep));
    }

    Registry(RegistryAccess access, PullLimits limits, World world) {
        this.access = access;
        this.limits = limits;
        this.world = world;
    }

    /// Finds an image and reads its documents. The caller closes it.
    ///
    /// @param platform of which the image must be; empty for this machine's where there are several, else any
    /// @throws RegistryException saying why it cannot be read
    public RemoteImage image(RegistryReference reference, Optional<Platform> platform) throws IOException {
        Deadline deadline = new Deadline(limits.time(), System::nanoTime);
        ProxyRules proxies = new ProxyRules(world.environment());
        proxies.check();
        URI base = URI.create((access.plainHttp() ? "http://" : "https://") + reference.host());
        Origin origin = Origin.of(base);
        Wire wire = new Wire(
                new TlsContexts(reference.host(), access.authority(), world.certificates()),
                origin,
                proxies,
                deadline,
                limits.stall());
        try {
            Neighbourhood neighbourhood = new Neighbourhood(origin.host(), world.names(), proxies::isProxied);
            Repository repository = new Repository(
                    reference,
                    base,
                    wire,
                    new Authorization(reference, origin, access, neighbourhood, wire, limits.tokenBytes()),
                    neighbourhood,
                    new Retries(limits, deadline, world.pause()),
                    limits);
            return read(reference, platform, repository, wire);
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private RemoteImage read(RegistryReference reference, Optional<Platform> platform, Repository repository, Wire wire)
            throws IOException {
        FetchedDocument document = repository.manifest(reference.version());
        if (reference.digest().isPresent() && !reference.digest().get().equals(document.digest())) {
            throw repository.wrongBytes("manifest " + reference.digest().get(), document.digest());
        }
        int depth = 0;
        Manifest manifest = Manifest.parse(document, limits);
        while (manifest instanceof Manifest.Index index) {
            if (++depth > limits.indexDepth()) {
                throw RegistryException.lasting(
                        "indexes lie inside each other more than " + limits.indexDepth() + " deep");
            }
            document = repository.manifest(chosen(index, platform));
            manifest = Manifest.parse(document, limits);
        }
        Manifest.Image image = (Manifest.Image) manifest;
        FetchedDocument configuration = repository.document(image.configuration());
        Json json = sound(configuration);
        if (platform.isPresent() && depth == 0) {
            check(platform.get(), json);
        }
        List<String> diffIds = json.field("rootfs").field("diff_ids").texts();
        return new RemoteImage(reference, repository, wire, document, configuration, image.layers(), diffIds, limits);
    }

    private static Json sound(FetchedDocument configuration) throws IOException {
        try {
            return configuration.json();
        } catch (MalformedInput e) {
            throw RegistryException.lasting("the image's configuration is not sound: " + e.getMessage(), e);
        }
    }

    private static Descriptor chosen(Manifest.Index index, Optional<Platform> platform) throws RegistryException {
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
