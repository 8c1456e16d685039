package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens images of registries.
public final class Registry {
    /// What of the world outside it sees.
    ///
    /// @param environment variables that name proxies
    /// @param registries what the administrator says of mirrors
    /// @param certificates that Docker and Podman have for hosts
    record World(
            Map<String, String> environment,
            HostFolders certificates,
            RegistriesFiles registries,
            Neighbourhood.Names names,
            Retries.Pause pause) {
        /// As this process finds it.
        static World here() {
            return of(System.getenv(), Path.of(System.getProperty("user.home")));
        }

        private static World of(Map<String, String> environment, Path home) {
            return new World(
                    environment,
                    HostFolders.of(home),
                    RegistriesFiles.of(environment, home),
                    InetAddress::getAllByName,
                    Thread::sleep);
        }
    }

    private final RegistryAccess access;
    private final PullLimits limits;
    private final World world;

    public Registry(RegistryAccess access) {
        this(access, PullLimits.defaults(), World.here());
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
        ImageOpening opening = new ImageOpening(access, limits, world, reference, platform, proxies, deadline);
        List<RegistryRule.Place> places = places(reference);
        List<String> failures = new ArrayList<>();
        for (RegistryRule.Place place : places.subList(0, places.size() - 1)) {
            try {
                return opening.at(place);
            } catch (RegistryException e) {
                failures.add("mirror " + place.reference().registry() + ": " + e.getMessage());
            }
        }
        try {
            return opening.at(places.getLast());
        } catch (RegistryException e) {
            if (failures.isEmpty()) {
                throw e;
            }
            failures.add(e.getMessage());
            throw RegistryException.lasting(String.join("; then ", failures), e);
        }
    }

    /// Mirrors first, and last where the image itself is.
    private List<RegistryRule.Place> places(RegistryReference reference) throws RegistryException {
        String name = reference.fullName();
        Optional<RegistryRule> rule = world.registries().rules().stream()
                .filter(one -> one.match(name) >= 0)
                .max(Comparator.comparingInt(one -> one.prefix().length()));
        return rule.isPresent() ? rule.get().places(reference) : List.of(new RegistryRule.Place(reference, false));
    }
}
