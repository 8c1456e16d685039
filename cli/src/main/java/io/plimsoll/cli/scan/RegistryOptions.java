package io.plimsoll.cli.scan;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.StandardInput;
import io.plimsoll.model.ImageReference;
import io.plimsoll.scanner.registry.AuthFiles;
import io.plimsoll.scanner.registry.Credential;
import io.plimsoll.scanner.registry.CredentialStore;
import io.plimsoll.scanner.registry.Platform;
import io.plimsoll.scanner.registry.RegistryAccess;
import io.plimsoll.scanner.registry.RegistryReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How an image of a registry is to be got. Part of every command that takes one.
final class RegistryOptions {
    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]",
            description = "which image of a registry, where it has several; default: linux on this machine's processor")
    private @Nullable String platform;

    @Option(
            names = "--registry-user",
            paramLabel = "NAME",
            description =
                    "log in to the registry of REF, and to no other, with the password of --registry-password-stdin;"
                            + " default: what 'docker login' or 'podman login' has left")
    private @Nullable String user;

    @Option(names = "--registry-password-stdin", description = "read the registry's password from standard input")
    private boolean passwordFromStandardInput;

    @Option(
            names = "--registry-ca",
            paramLabel = "FILE",
            description = "certificates, in PEM, of authorities to trust besides the usual ones")
    private @Nullable Path authority;

    @Option(
            names = "--registry-realm",
            paramLabel = "HOST",
            description = "token server of the registry that may see the login although it has another host")
    private List<String> realms = List.of();

    @Option(
            names = "--plain-http",
            description = "speak HTTP without TLS to the registry; whoever listens sees the login")
    private boolean plainHttp;

    /// What was asked for, once all of it was found to make sense.
    record Wanted(RegistryAccess access, Optional<Platform> platform) {}

    /// Reads the options, and the password.
    Wanted read(ImageReference reference) {
        List<String> given = given();
        if (!given.isEmpty() && !mayBeOfARegistry(reference)) {
            throw new CommandFailure(given.getFirst() + " is for images of a registry (registry:NAME)");
        }
        if ((user != null) != passwordFromStandardInput) {
            throw new CommandFailure("--registry-user and --registry-password-stdin go together: the password is read"
                    + " from standard input, where no list of processes shows it");
        }
        if (authority != null && !Files.isReadable(authority)) {
            throw new CommandFailure(
                    "cannot read --registry-ca " + authority + "; it names a file of certificates in PEM");
        }
        return new Wanted(
                new RegistryAccess(
                        credentials(reference), Optional.ofNullable(authority), plainHttp, Set.copyOf(realms)),
                Optional.ofNullable(platform).map(RegistryOptions::platform));
    }

    private List<String> given() {
        List<String> given = new ArrayList<>();
        add(given, platform != null, "--platform");
        add(given, user != null, "--registry-user");
        add(given, passwordFromStandardInput, "--registry-password-stdin");
        add(given, authority != null, "--registry-ca");
        add(given, !realms.isEmpty(), "--registry-realm");
        add(given, plainHttp, "--plain-http");
        return given;
    }

    private static void add(List<String> given, boolean isGiven, String name) {
        if (isGiven) {
            given.add(name);
        }
    }

    private static boolean mayBeOfARegistry(ImageReference reference) {
        return switch (reference) {
            case ImageReference.Registry registry -> true;
            case ImageReference.Somewhere somewhere -> true;
            case ImageReference.Engine engine -> false;
            case ImageReference.DockerArchive archive -> false;
            case ImageReference.OciLayout layout -> false;
            case ImageReference.OciArchive archive -> false;
            case ImageReference.Folder folder -> false;
            case ImageReference.Sbom sbom -> false;
        };
    }

    /// A login that is given is that of the registry in the name, and of no mirror that is asked in its place.
    private CredentialStore credentials(ImageReference reference) {
        if (user == null) {
            return AuthFiles.of(System.getenv(), Path.of(System.getProperty("user.home")));
        }
        Credential given = new Credential.Password(user, StandardInput.line("--registry-password-stdin"));
        String registry = registry(reference);
        return asked -> asked.registry().equals(registry) ? Optional.of(given) : Optional.empty();
    }

    private static String registry(ImageReference reference) {
        return switch (reference) {
            case ImageReference.Registry(String name) ->
                RegistryReference.parse(name).registry();
            case ImageReference.Somewhere(String name) ->
                RegistryReference.parse(name).registry();
            case ImageReference other -> throw new IllegalArgumentException(other + " is of no registry");
        };
    }

    private static Platform platform(String text) {
        try {
            return Platform.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--platform: " + e.getMessage(), e);
        }
    }
}
