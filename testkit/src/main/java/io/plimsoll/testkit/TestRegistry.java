package io.plimsoll.testkit;

import io.plimsoll.model.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real image registry, Debian's `docker-registry`, on a port of its own until it is closed.
public final class TestRegistry implements AutoCloseable {
    public static final String USER = "alice";
    public static final String PASSWORD = "s3cret-of-alice";

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:([0-9]+)");
    /// bcrypt of [#PASSWORD].
    private static final String HTPASSWD = "alice:$2y$05$Wm1hT0plimsollTESTsale0NcwwVBFaWQpM7KVTuVU8Y5BTQj42p6\n";

    private final Process process;
    private final Thread end;
    private final URI address;
    private final HttpClient client;

    private TestRegistry(Process process, Thread end, URI address, HttpClient client) {
        this.process = process;
        this.end = end;
        this.address = address;
        this.client = client;
    }

    /// Plain HTTP for everybody.
    public static TestRegistry open(Path folder) {
        return start(folder, Optional.empty(), "", "");
    }

    /// TLS with a certificate of this authority; only [#USER] may come in.
    public static TestRegistry withPassword(Path folder, TestAuthority authority) {
        Path passwords = write(folder.resolve("htpasswd"), HTPASSWD);
        return start(folder, Optional.of(authority), "", """
                auth:
                  htpasswd: {realm: test, path: %s}
                """.formatted(passwords));
    }

    /// Plain HTTP for everybody; announces what is pushed.
    ///
    /// @param listener where
    /// @param trusted certificate of the authority that the listener's is of, in PEM
    public static TestRegistry announcing(Path folder, URI listener, Path trusted) {
        return start(
                folder, Optional.empty(), "", """
                notifications:
                  endpoints: [{name: listener, url: "%s", timeout: 10s, threshold: 3, backoff: 1s}]
                """.formatted(listener), Map.of("SSL_CERT_FILE", trusted.toString()));
    }

    /// TLS; only who shows a certificate of this authority may come in.
    public static TestRegistry withClientCertificates(Path folder, TestAuthority authority) {
        return start(folder, Optional.of(authority), ", clientcas: [" + authority.certificate() + "]", "");
    }

    /// TLS; whoever brings a token that the server key of this authority signed for the service `registry` by
    /// the issuer `test` may do what the token says.
    ///
    /// @param realm address of the token server that the registry names
    public static TestRegistry withTokens(Path folder, TestAuthority authority, URI realm) {
        return start(folder, Optional.of(authority), "", """
                auth:
                  token: {realm: "%s", service: registry, issuer: test, rootcertbundle: %s}
                """.formatted(realm, authority.certificate()));
    }

    private static TestRegistry start(Path folder, Optional<TestAuthority> authority, String moreOfTls, String more) {
        return start(folder, authority, moreOfTls, more, Map.of());
    }

    private static TestRegistry start(
            Path folder,
            Optional<TestAuthority> authority,
            String moreOfTls,
            String more,
            Map<String, String> environment) {
        Machine.require(PROGRAM, "docker-registry");
        String tls = authority
                .map(a -> ", tls: {certificate: %s, key: %s%s}"
                        .formatted(a.serverCertificate(), a.serverKeyFile(), moreOfTls))
                .orElse("");
        Path configuration = write(folder.resolve("registry.yml"), """
                version: 0.1
                log: {accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:0"%s}
                %s""".formatted(folder.resolve("storage"), tls, more));
        try {
            ProcessBuilder builder = Command.of(PROGRAM.toString(), "serve", configuration.toString())
                    .builder()
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Thread end = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(end);
            String host = "localhost:" + port(process);
            URI address = URI.create((authority.isPresent() ? "https://" : "http://") + host);
            HttpClient.Builder client = HttpClient.newBuilder();
            authority.ifPresent(a -> client.sslContext(a.context()));
            return new TestRegistry(process, end, address, client.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port that it says it listens on. Its log is read further, so that it never waits for a reader.
    private static String port(Process process) {
        CompletableFuture<String> port = new CompletableFuture<>();
        StringBuilder log = new StringBuilder();
        Thread.startVirtualThread(() -> {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    log.append(line).append('\n');
                    Matcher listening = LISTENING.matcher(line);
                    if (listening.find()) {
                        port.complete(listening.group(1));
                    }
                }
            } catch (IOException e) {
                log.append(e);
            }
            port.completeExceptionally(new IllegalStateException("the registry ended:\n" + log));
        });
        return port.orTimeout(1, TimeUnit.MINUTES).join();
    }

    /// Host and port, as an image name begins.
    public String host() {
        return address.getAuthority();
    }

    /// The header that lets [#USER] in.
    public static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    /// Puts a blob into a repository.
    ///
    /// @param authorization header of the request; empty for none
    public Digest pushBlob(String repository, byte[] bytes, String authorization) {
        Digest digest = Digest.of(bytes);
        var upload = send(request("/v2/" + repository + "/blobs/uploads/", authorization)
                .POST(HttpRequest.BodyPublishers.noBody()));
        String location = upload.headers().firstValue("location").orElseThrow();
        URI target = address.resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest);
        send(authorized(HttpRequest.newBuilder(target), authorization)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        return digest;
    }

    /// Puts a manifest or an index under a tag or its digest.
    public Digest pushManifest(String repository, String version, String type, String json, String authorization) {
        send(request("/v2/" + repository + "/manifests/" + version, authorization)
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
        return Digest.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, String authorization) {
        return authorized(HttpRequest.newBuilder(address.resolve(path)), authorization);
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, String authorization) {
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer + "\n" + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
