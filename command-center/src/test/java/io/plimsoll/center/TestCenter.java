package io.plimsoll.center;

import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.TrailMonths;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Command Center on a real database, over real HTTPS on loopback. The database belongs to it.
public final class TestCenter implements AutoCloseable {
    public static final String PASSWORD = "correct-horse-42";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private static @Nullable TestCenter shared;

    private final TestDatabase database;
    private final Path data;
    private final Optional<Path> program;
    private CommandCenter center;
    private final HttpClient http;
    private @Nullable String administrator;

    private TestCenter(TestDatabase database, Path data, Optional<Path> program, Optional<String> password) {
        this.database = database;
        this.data = data;
        this.program = program;
        this.center = launch(database, data, program, password);
        this.http = HttpClient.newBuilder()
                .sslContext(trusting(data.resolve("ca.crt")))
                .build();
    }

    /// One that all tests of this process use together, for those that need none of their own.
    public static synchronized TestCenter shared() {
        TestCenter one = shared;
        if (one == null) {
            one = start();
            shared = one;
            Runtime.getRuntime().addShutdownHook(new Thread(one::close));
        }
        return one;
    }

    /// A new one, whose administrator has [#PASSWORD].
    public static TestCenter start() {
        return start(Optional.of(PASSWORD));
    }

    public static TestCenter start(Optional<String> password) {
        return start(Optional.empty(), password);
    }

    /// A new one on a database where something is already. It belongs to the Center from then on.
    public static TestCenter startOn(TestDatabase database) {
        return start(database, Optional.empty(), Optional.of(PASSWORD));
    }

    /// A new one that asks registries by this program.
    public static TestCenter startWithRegistries(Path program) {
        return start(Optional.of(program), Optional.of(PASSWORD));
    }

    private static TestCenter start(Optional<Path> program, Optional<String> password) {
        return start(TestDatabase.start(), program, password);
    }

    private static TestCenter start(TestDatabase database, Optional<Path> program, Optional<String> password) {
        try {
            return new TestCenter(database, Files.createTempDirectory("plimsoll-center"), program, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandCenter launch(
            TestDatabase database, Path data, Optional<Path> program, Optional<String> password) {
        return CommandCenter.start(new CenterSettings(
                data,
                database.socketFolder(),
                "127.0.0.1",
                0,
                0,
                Optional.of(data.resolve("enrolment")),
                program,
                CenterSettings.USUAL_SCANS,
                TrailMonths.USUAL,
                password));
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream file = Files.newInputStream(authority)) {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An answer.
    ///
    /// @param body null when it is empty
    public record Answer(
            int status,
            HttpResponse<String> response,
            @Nullable JsonNode body) {
        public JsonNode json() {
            if (body == null) {
                throw new AssertionError("an empty answer: " + status);
            }
            return body;
        }

        /// The stable code of a problem.
        public String code() {
            return json().path("code").asString();
        }
    }

    /// Sends a request.
    ///
    /// @param token of a session; empty for none
    /// @param body JSON, or empty for none
    public Answer call(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request, token);
    }

    /// Sends a bundle as an administrator.
    public Answer importBundle(byte[] bundle) {
        return send(
                HttpRequest.newBuilder(URI.create(url() + "/api/v1/intelligence/bundle"))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bundle)),
                administrator());
    }

    public Answer send(HttpRequest.Builder request, String token) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("content-type").orElse("");
            JsonNode json = type.contains("json")
                            && !type.contains("ndjson")
                            && !response.body().isEmpty()
                    ? JsonMapper.shared().readTree(response.body())
                    : null;
            return new Answer(response.statusCode(), response, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String path, String token) {
        return call("GET", path, token, "");
    }

    /// What the administrator gets there once it is as wanted.
    public JsonNode await(String path, Predicate<JsonNode> until) {
        JsonNode last = get(path, administrator()).json();
        for (long end = System.nanoTime() + LONGEST_WAIT.toNanos(); !until.test(last); ) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in the end: " + last);
            }
            LockSupport.parkNanos(POLL.toNanos());
            last = get(path, administrator()).json();
        }
        return last;
    }

    /// Logs in and gives the token.
    public String logIn(String user, String password) {
        Answer answer = call(
                "POST", "/api/v1/sessions", "", "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
        if (answer.status() != 201) {
            throw new AssertionError("login failed: " + answer.response().body());
        }
        return answer.json().path("token").asString();
    }

    /// Adds a user who has changed the first password to [#PASSWORD].
    public void createUser(String name, String role) {
        String first = "first-horse-41";
        send(
                201,
                "POST",
                "/api/v1/users",
                administrator(),
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + first + "\"}");
        send(
                204,
                "PUT",
                "/api/v1/users/current/password",
                logIn(name, first),
                "{\"oldPassword\":\"" + first + "\",\"newPassword\":\"" + PASSWORD + "\"}");
    }

    private void send(int expected, String method, String path, String token, String body) {
        Answer answer = call(method, path, token, body);
        if (answer.status() != expected) {
            throw new AssertionError(
                    method + " " + path + ": " + answer.response().body());
        }
    }

    /// The administrator's session; one for all tests, because a login costs much on purpose.
    public synchronized String administrator() {
        String token = administrator;
        if (token == null) {
            token = logIn("admin", PASSWORD);
            administrator = token;
        }
        return token;
    }

    public String url() {
        return "https://127.0.0.1:" + center.port();
    }

    public HttpClient http() {
        return http;
    }

    public Path data() {
        return data;
    }

    public TestDatabase database() {
        return database;
    }

    /// A part of the running Center.
    public <T> T part(Class<T> type) {
        return center.part(type);
    }

    /// Stops the Center and starts it on the same data.
    public void restart() {
        center.close();
        center = launch(database, data, program, Optional.empty());
    }

    @Override
    public void close() {
        center.close();
        database.close();
    }
}
