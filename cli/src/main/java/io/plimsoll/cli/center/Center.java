package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// One Command Center, spoken to over HTTPS. Trusts only the given authority; follows no redirects, so that a token
/// never goes anywhere else.
final class Center implements AutoCloseable {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MOST_PAGES = 10_000;
    private static final int NOT_MODIFIED = 304;

    private final SavedSession session;
    private final HttpClient http;

    Center(SavedSession session) {
        this.session = session;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (!session.authority().isEmpty()) {
            builder.sslContext(trusting(session.authority()));
        }
        http = builder.build();
    }

    private static SSLContext trusting(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new CommandFailure("the file given with --ca or PLIMSOLL_CA holds no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new CommandFailure(
                    "the file given with --ca or PLIMSOLL_CA is not a certificate in PEM: " + e.getMessage(), e);
        }
    }

    /// Refuses what is no address of a Center.
    static String address(String server) {
        if (!server.matches("https://[^/?#@\\s]+")) {
            throw new CommandFailure("'" + server + "' is not an address such as https://127.0.0.1:8443");
        }
        return server;
    }

    /// The text of a file with an authority.
    ///
    /// @param named what named the file, for messages
    static String authority(Path file, String named) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + named + " " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, Object body) {
        return send(json(path)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    JsonNode put(String path, Object body) {
        return send(json(path)
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    JsonNode put(String path, Path file) throws IOException {
        return send(request(path)
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build());
    }

    void delete(String path) {
        send(request(path).DELETE().build());
    }

    /// A body that may be long; the caller closes it.
    InputStream stream(String path) {
        return exchange(
                        request(path).timeout(Duration.ofMinutes(30)).GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /// A body that may be long, unless the caller has it; the caller closes it.
    ///
    /// @param headers that say what the caller has
    /// @return empty if nothing is new
    Optional<HttpResponse<InputStream>> ifNew(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).timeout(Duration.ofMinutes(10)).GET();
        headers.forEach(request::header);
        return Optional.of(exchange(request.build(), HttpResponse.BodyHandlers.ofInputStream()))
                .filter(response -> response.statusCode() != NOT_MODIFIED);
    }

    /// All items of a list, page by page.
    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String separator = path.contains("?") ? "&" : "?";
            JsonNode answer =
                    get(path + separator + "limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            answer.path("items").forEach(items::add);
            cursor = answer.path("next").asString("");
            if (cursor.isEmpty()) {
                return items;
            }
        }
        throw new CommandFailure(path + " did not end after " + MOST_PAGES + " pages; ask for less");
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(session.server() + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
        if (!session.token().isEmpty()) {
            builder.header("Authorization", "Bearer " + session.token());
        }
        return builder;
    }

    private JsonNode send(HttpRequest request) {
        String body = exchange(request, HttpResponse.BodyHandlers.ofString()).body();
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw new CommandFailure(
                    session.server() + " did not answer with JSON; is it a Plimsoll Command Center?", e);
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            HttpResponse<T> response = http.send(request, handler);
            if (response.statusCode() / 100 != 2 && response.statusCode() != NOT_MODIFIED) {
                throw problem(response.statusCode(), text(response.body()));
            }
            return response;
        } catch (ConnectException e) {
            throw new CommandFailure(
                    "no Command Center answers at " + session.server()
                            + "; check the address, or start one with './plimsoll up'",
                    e);
        } catch (SSLException e) {
            throw new CommandFailure(
                    "the certificate of " + session.server() + " is not trusted (" + e.getMessage()
                            + "); give the Center's authority with 'plimsoll login --ca FILE'",
                    e);
        } catch (IOException e) {
            throw new CommandFailure("the conversation with " + session.server() + " broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }

    private static String text(Object body) throws IOException {
        return body instanceof InputStream in
                ? new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8)
                : String.valueOf(body);
    }

    /// The problem details (RFC 9457) in one or more lines.
    private CenterRefusal problem(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.path("code").asString("").equals("password-change-due")) {
                return new CenterRefusal(
                        "the first password opens nothing before it is changed; change it with 'plimsoll password'",
                        "password-change-due");
            }
            StringBuilder text = new StringBuilder(
                    problem.path("detail").asString(problem.path("title").asString("")));
            problem.path("mistakes").forEach(m -> text.append("\n  - ").append(m.asString()));
            if (status == 401 && !session.token().isEmpty()) {
                text.append("; log in with 'plimsoll login'");
            }
            if (!text.isEmpty()) {
                return new CenterRefusal(text.toString(), problem.path("code").asString(""));
            }
        } catch (JacksonException e) {
            // Not a problem document: the status must do.
        }
        return new CenterRefusal("the server answered with status " + status, "");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
