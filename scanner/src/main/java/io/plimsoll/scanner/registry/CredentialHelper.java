package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Asks the programs that keep logins for the Docker client: `docker-credential-NAME get`, the registry on standard
/// input, a JSON document with `Username` and `Secret` on standard output
/// (https://github.com/docker/docker-credential-helpers).
final class CredentialHelper {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int MOST_BYTES = 1 << 16;
    private static final String NOT_FOUND = "credentials not found";

    private final Duration patience;
    private final String prefix;

    CredentialHelper() {
        this(Duration.ofSeconds(30), "docker-credential-");
    }

    /// @param patience for one answer
    /// @param prefix of the programs, with their folder unless they are in the `PATH`
    CredentialHelper(Duration patience, String prefix) {
        this.patience = patience;
        this.prefix = prefix;
    }

    /// The login that the program of this name keeps for a registry; empty if it keeps none.
    ///
    /// @throws RegistryException if it gives no usable answer
    Optional<Credential> ask(String name, String registry) throws RegistryException {
        if (!NAME.matcher(name).matches()) {
            throw failure(name, "its name is not one of a program");
        }
        Process process = start(name);
        try {
            FutureTask<byte[]> answer = new FutureTask<>(() -> exchange(process, registry));
            Thread.startVirtualThread(answer);
            byte[] bytes = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (bytes.length > MOST_BYTES) {
                throw failure(name, "it writes more than " + MOST_BYTES + " bytes");
            }
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failure(name, "it does not end");
            }
            return credential(name, process.exitValue(), bytes);
        } catch (TimeoutException e) {
            throw failure(name, "it does not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failure(name, "its answer cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(name, "interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(String name) throws RegistryException {
        try {
            return new ProcessBuilder(prefix + name, "get")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw failure(name, "there is no such program, or it cannot be started");
        }
    }

    private static byte[] exchange(Process process, String registry) throws IOException {
        try (OutputStream question = process.getOutputStream()) {
            question.write(registry.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It does not read the question; its answer or its exit code counts.
        }
        try (InputStream answer = process.getInputStream()) {
            return answer.readNBytes(MOST_BYTES + 1);
        }
    }

    private static Optional<Credential> credential(String name, int exit, byte[] answer) throws RegistryException {
        if (exit != 0) {
            if (new String(answer, StandardCharsets.UTF_8).contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure(name, "it ends with exit code " + exit);
        }
        String user;
        String secret;
        try {
            Json json = Json.parse(answer);
            user = json.field("Username").text();
            secret = json.field("Secret").text();
        } catch (IOException e) {
            // Its words may be the secret's.
            throw failure(name, "its answer is not sound JSON");
        }
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals("<token>") ? new Credential.IdentityToken(secret) : new Credential.Password(user, secret));
    }

    private static RegistryException failure(String name, String reason) {
        return RegistryException.lasting("the credential store 'docker-credential-" + name
                + "' that the Docker configuration names gives no login: " + reason);
    }
}
