package io.plimsoll.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A web server on loopback that holds files as an upstream does: with tags, dates and ranges. It writes down what it
/// was asked, and can be told to misbehave, once per thing told.
public final class FakeUpstream implements AutoCloseable {
    private static final String DATE = "Mon, 23 Nov 2026 06:00:00 GMT";

    private final HttpServer server;
    private final String scheme;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What it was asked.
    ///
    /// @param headers by their names in small letters
    public record Request(String path, Map<String, String> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// Whether it asks for a file only if it is another one by now.
        public boolean isConditional() {
            return headers.containsKey("if-none-match") || headers.containsKey("if-modified-since");
        }
    }

    /// One answer that is not the usual one.
    @FunctionalInterface
    public interface Answer {
        void give(FakeUpstream upstream, HttpExchange exchange, byte[] file) throws IOException;
    }

    private FakeUpstream(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static FakeUpstream start() {
        try {
            return new FakeUpstream(HttpServer.create(loopback(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With a certificate of its own for `localhost`, which lies in `folder/ca.pem` afterwards.
    public static FakeUpstream startTls(Path folder) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certified(folder)));
            return new FakeUpstream(server, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static SSLContext certified(Path folder) throws IOException {
        TestAuthority authority = TestAuthority.in(folder);
        Files.copy(authority.certificate(), folder.resolve("ca.pem"));
        return authority.context();
    }

    public URI url(String path) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
    }

    public FakeUpstream put(String path, byte[] file) {
        files.put(path, file.clone());
        return this;
    }

    /// The next request for this path is answered so; told several times, the next ones.
    public FakeUpstream next(String path, Answer answer) {
        answers.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).add(answer);
        return this;
    }

    /// What was asked for since the start or the last [#forget].
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    public void forget() {
        requests.clear();
    }

    /// Sends that many bytes of a file that it announced as a whole, and hangs up.
    public static Answer cutAfter(int bytes) {
        return (upstream, exchange, file) -> {
            upstream.name(exchange, file);
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /// Sends that many bytes and says that this is all.
    public static Answer shortened(int bytes) {
        return (upstream, exchange, file) -> {
            upstream.name(exchange, file);
            exchange.sendResponseHeaders(200, bytes);
            exchange.getResponseBody().write(file, 0, bytes);
            exchange.close();
        };
    }

    /// Sends that many bytes and then nothing, until it is closed.
    public static Answer silentAfter(int bytes) {
        return (upstream, exchange, file) -> {
            upstream.name(exchange, file);
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, bytes);
            exchange.getResponseBody().flush();
            try {
                upstream.closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /// A status with nothing but these headers, given as name and value by turns.
    public static Answer status(int status, String... headers) {
        return (_, exchange, _) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /// The whole file with these headers besides.
    public static Answer with(String... headers) {
        return (upstream, exchange, file) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            upstream.usual(exchange, file);
        };
    }

    /// Another file than the one it has, under the other's name.
    public static Answer instead(byte[] other) {
        return (upstream, exchange, file) -> {
            upstream.name(exchange, file);
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
            exchange.close();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        requests.add(new Request(path, Map.copyOf(headers)));
        byte[] file = files.getOrDefault(path, new byte[0]);
        Queue<Answer> told = answers.get(path);
        @Nullable Answer answer = told == null ? null : told.poll();
        if (answer != null) {
            answer.give(this, exchange, file);
        } else if (!files.containsKey(path)) {
            status(404).give(this, exchange, file);
        } else {
            usual(exchange, file);
        }
    }

    private void usual(HttpExchange exchange, byte[] file) throws IOException {
        String tag = name(exchange, file);
        var asked = exchange.getRequestHeaders();
        String range = String.valueOf(asked.getFirst("Range"));
        if (tag.equals(asked.getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else if (range.startsWith("bytes=") && tag.equals(asked.getFirst("If-Range"))) {
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(206, file.length - from);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(file, from, file.length - from);
            }
        } else {
            exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(file);
            }
        }
        exchange.close();
    }

    private String name(HttpExchange exchange, byte[] file) {
        String tag = '"' + HexFormat.of().formatHex(digest(file)).substring(0, 16) + '"';
        exchange.getResponseHeaders().add("ETag", tag);
        exchange.getResponseHeaders().add("Last-Modified", DATE);
        return tag;
    }

    private static byte[] digest(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
