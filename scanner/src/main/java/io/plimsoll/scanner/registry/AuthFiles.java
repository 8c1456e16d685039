package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The logins that `docker login` and `podman login` left on this machine, in a file or in the credential store that
/// the file names.
public final class AuthFiles implements CredentialStore {
    private static final int MOST_BYTES = 1 << 20;
    private static final String HUB = "docker.io";
    private static final Pattern HUB_HOSTS = Pattern.compile("(?:index|registry-1)\\.docker\\.io");
    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final Pattern API_PATH = Pattern.compile("/(?:v[12]/?)?$");

    private final List<Path> files;
    private final CredentialHelper helper;

    AuthFiles(List<Path> files, CredentialHelper helper) {
        this.files = List.copyOf(files);
        this.helper = helper;
    }

    /// The file that `REGISTRY_AUTH_FILE` names; else Podman's `$XDG_RUNTIME_DIR/containers/auth.json`, then Docker's
    /// `$DOCKER_CONFIG/config.json` or `~/.docker/config.json`. Files that are not there are no mistake.
    public static AuthFiles of(Map<String, String> environment, Path home) {
        return new AuthFiles(files(environment, home), new CredentialHelper());
    }

    private static List<Path> files(Map<String, String> environment, Path home) {
        Optional<Path> named = folder(environment, "REGISTRY_AUTH_FILE");
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<Path> files = new ArrayList<>();
        folder(environment, "XDG_RUNTIME_DIR").ifPresent(run -> files.add(run.resolve("containers/auth.json")));
        files.add(folder(environment, "DOCKER_CONFIG")
                .orElse(home.resolve(".docker"))
                .resolve("config.json"));
        return files;
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    @Override
    public Optional<Credential> find(RegistryReference reference) throws RegistryException {
        for (Path file : files) {
            if (Files.exists(file)) {
                Optional<Credential> found = find(reference, file);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Credential> find(RegistryReference reference, Path file) throws RegistryException {
        Json json = read(file);
        try {
            String forAll = json.field("credsStore").text();
            String program = ofKey(json.field("credHelpers"), reference.registry())
                    .map(Json::text)
                    .orElse(forAll);
            if (!program.isEmpty()) {
                Optional<Credential> stored = helper.ask(program, reference.credentialKey());
                if (stored.isPresent()) {
                    return stored;
                }
            }
            return login(json.field("auths"), reference);
        } catch (RegistryException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(file);
        }
    }

    private static Json read(Path file) throws RegistryException {
        try (InputStream in = Files.newInputStream(file)) {
            return Json.parse(in.readNBytes(MOST_BYTES));
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    /// Without the cause, whose words may be a secret's.
    private static RegistryException unreadable(Path file) {
        return RegistryException.lasting("the logins in " + file
                + " cannot be read; check that it is a readable file, and log in again if need be");
    }

    /// Podman also writes logins for parts of a registry: the longest fitting one counts.
    private static Optional<Credential> login(Json logins, RegistryReference reference) throws IOException {
        String key = reference.registry() + "/" + reference.repository();
        while (true) {
            Optional<Json> login = ofKey(logins, key);
            Optional<Credential> credential = login.isPresent() ? credential(login.get()) : Optional.empty();
            int slash = key.lastIndexOf('/');
            if (credential.isPresent() || slash < 0) {
                return credential;
            }
            key = key.substring(0, slash);
        }
    }

    private static Optional<Json> ofKey(Json byRegistry, String key) {
        return byRegistry
                .fields()
                .filter(field -> plain(field.getKey()).equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// `https://index.docker.io/v1/` means the same as `docker.io`.
    private static String plain(String key) {
        String place = API_PATH.matcher(SCHEME.matcher(key).replaceFirst("")).replaceFirst("");
        return HUB_HOSTS.matcher(place).matches() ? HUB : place;
    }

    /// @throws IllegalArgumentException if it is not what `docker login` writes
    private static Optional<Credential> credential(Json login) throws IOException {
        String identity = login.field("identitytoken").text();
        if (!identity.isEmpty()) {
            return Optional.of(new Credential.IdentityToken(identity));
        }
        String token = login.field("registrytoken").text();
        if (!token.isEmpty()) {
            return Optional.of(new Credential.RegistryToken(token));
        }
        String auth = login.field("auth").text();
        if (auth.isEmpty()) {
            return Optional.empty();
        }
        String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("no user name");
        }
        // Old clients filled up with zero bytes.
        return Optional.of(new Credential.Password(
                pair.substring(0, colon), pair.substring(colon + 1).replaceFirst("\\x00+$", "")));
    }
}
