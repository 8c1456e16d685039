package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.Scans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;

/// Reads images as the product does, with the world around it replaced where a test asks for it.
final class Pulls {
    static final CredentialStore NOBODY = reference -> Optional.empty();

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private CredentialStore credentials = NOBODY;
    private Optional<Path> authority = Optional.empty();
    private Optional<Platform> platform = Optional.empty();
    private List<Path> certificates = List.of();
    private RegistriesFiles registries = new RegistriesFiles(List.of(), List.of());
    private Map<String, String> environment = Map.of();
    private PullLimits limits = PullLimits.defaults();
    private Neighbourhood.Names names = InetAddress::getAllByName;
    private Set<String> realms = Set.of();
    private boolean plain;

    static Pulls overPlainHttp() {
        Pulls pulls = new Pulls();
        pulls.plain = true;
        return pulls;
    }

    static Pulls trusting(Path authority) {
        Pulls pulls = new Pulls();
        pulls.authority = Optional.of(authority);
        return pulls;
    }

    static Pulls trustingNobody() {
        return new Pulls();
    }

    Pulls as(String user, String password) {
        return with(reference -> Optional.of(new Credential.Password(user, password)));
    }

    Pulls with(CredentialStore store) {
        credentials = store;
        return this;
    }

    Pulls on(String newPlatform) {
        platform = Optional.of(Platform.parse(newPlatform));
        return this;
    }

    Pulls certificatesIn(Path... folders) {
        certificates = List.of(folders);
        return this;
    }

    Pulls registries(RegistriesFiles files) {
        registries = files;
        return this;
    }

    Pulls environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Pulls within(PullLimits newLimits) {
        limits = newLimits;
        return this;
    }

    Pulls names(Neighbourhood.Names newNames) {
        names = newNames;
        return this;
    }

    Pulls realm(String host) {
        realms = Set.of(host);
        return this;
    }

    /// How long was waited between attempts; nobody really waited.
    List<Duration> pauses() {
        return pauses;
    }

    RemoteImage open(String reference) throws IOException {
        RegistryAccess access = new RegistryAccess(credentials, authority, plain, realms);
        return new Registry(
                        access,
                        limits,
                        new Registry.World(environment, new HostFolders(certificates), registries, names, pauses::add))
                .image(RegistryReference.parse(reference), platform);
    }

    byte[] layout(String reference) throws IOException {
        try (RemoteImage image = open(reference)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            image.writeTo(out, layer -> true, layer -> {});
            return out.toByteArray();
        }
    }

    Inventory scan(String reference) throws IOException {
        return Scans.oci(layout(reference));
    }

    /// What a person is told who cannot get the image.
    AbstractThrowableAssert<?, ? extends Throwable> refused(String reference) {
        return assertThatThrownBy(() -> layout(reference)).isInstanceOf(RegistryException.class);
    }
}
