package io.plimsoll.scanner.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.plimsoll.model.Digest;
import io.plimsoll.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/// A web server that answers what a test tells it to, as a registry, a token server or somebody's metadata service. It
/// remembers who asked.
final class FakeRegistry implements AutoCloseable {
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    /// A request, and its Authorization header.
    record Asked(String path, Optional<String> authorization) {}

    /// Answers one request; the exchange is closed after it.
    interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final List<String> proxyPasswords = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Answering> byPath = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Answering usually = status(404);

    FakeRegistry() throws IOException {
        this(HttpServer.create(HERE, 0));
    }

    /// One with TLS and a certificate of this authority, which also takes one of its clients.
    static FakeRegistry withTls(TestAuthority authority) throws IOException {
        HttpsServer server = HttpsServer.create(HERE, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanting = getSSLContext().getDefaultSSLParameters();
                wanting.setWantClientAuth(true);
                parameters.setSSLParameters(wanting);
            }
        });
        return new FakeRegistry(server);
    }

    private FakeRegistry(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// @param host localhost or 127.0.0.1: the same server, but for a client another host
    String at(String host) {
        return host + ":" + server.getAddress().getPort();
    }

    /// Whose certificate each request came with; "nobody" for none.
    List<String> clients() {
        return clients;
    }

    private static String client(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange secure
                    ? secure.getSSLSession().getPeerPrincipal().getName()
                    : "nobody";
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    /// What came with requests that is for a proxy only.
    List<String> proxyPasswords() {
        return proxyPasswords;
    }

    List<Asked> asked() {
        return asked;
    }

    FakeRegistry on(String path, Answering answering) {
        byPath.put(path, answering);
        return this;
    }

    /// Has an image `shop/web:1` of these parts.
    FakeRegistry holding(Pushing.Parts parts) {
        on("/v2/shop/web/manifests/1", sending(parts.manifest()));
        parts.blobs().forEach((digest, bytes) -> on("/v2/shop/web/blobs/" + digest, sending(bytes)));
        return this;
    }

    /// A manifest under its digest, too.
    Digest manifest(String json) {
        Digest digest = Digest.of(json.getBytes(StandardCharsets.UTF_8));
        on("/v2/shop/web/manifests/" + digest, sending(json));
        return digest;
    }

    static Answering sending(String text) {
        return sending(text.getBytes(StandardCharsets.UTF_8));
    }

    static Answering sending(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Answering status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answering redirecting(String location) {
        return status(307, "Location", location);
    }

    /// Passes every request on to another registry, so that it can be counted.
    FakeRegistry before(URI origin) {
        usually = exchange -> {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(exchange.getRequestURI()));
                exchange.getRequestHeaders()
                        .getOrDefault("Accept", List.of())
                        .forEach(v -> request.header("Accept", v));
                var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        return this;
    }

    /// Sends these bytes again and again until the client has had enough.
    static Answering endless(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /// Sends zeros until the client has had enough, and counts them.
    static Answering endless(AtomicLong sent) {
        return exchange -> {
            byte[] zeros = new byte[1 << 16];
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(zeros);
                sent.addAndGet(zeros.length);
            }
        };
    }

    /// Demands authorization, and then does the other thing.
    static Answering demanding(String challenge, Answering then) {
        return exchange -> {
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                status(401, "WWW-Authenticate", challenge).answer(exchange);
            } else {
                then.answer(exchange);
            }
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        proxyPasswords.addAll(exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
        clients.add(client(exchange));
        String path = exchange.getRequestURI().getPath();
        asked.add(
                new Asked(path, Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
        try (exchange) {
            byPath.getOrDefault(path, usually).answer(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
