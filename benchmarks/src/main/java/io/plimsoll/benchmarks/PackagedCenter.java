package io.plimsoll.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Database and Command Center of the built product, in processes of their own as the launcher starts them, without an
/// Enforcer. Needs root.
final class PackagedCenter implements AutoCloseable {
    static final String PASSWORD = "correct horse 42 battery";

    private static final String SCRIPT = Tree.ROOT.resolve("benchmarks/center").toString();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final Server server;
    private final int port;
    private @Nullable HttpClient http;
    private String token = "";

    /// Which PostgreSQL the Center uses.
    enum Server {
        /// The one that comes with the product, with its settings.
        EMBEDDED("database"),
        /// This host's own, with a quarter of the memory for its buffers.
        EXTERNAL("external");

        private final String word;

        Server(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// @param data at most 70 bytes long, and open to other users
    PackagedCenter(Path data, Server server, int port) {
        this.data = data;
        this.server = server;
        this.port = port;
        run("install");
    }

    /// Removes whatever an earlier run left.
    void clear() {
        close();
        Command.of("rm", "-rf", data.toString()).run().outputOrFail();
        run("install");
    }

    Path data() {
        return data;
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    void startDatabase() {
        run(server.word());
    }

    /// @return milliseconds until it said that it answers
    double startCenter() {
        long begin = System.nanoTime();
        run("center", Integer.toString(port), sockets().toString());
        return (System.nanoTime() - begin) / 1e6;
    }

    void end(String program) {
        run("end", program);
    }

    void endDatabase() {
        end(server.word());
    }

    private void run(String word, String... arguments) {
        Command.of(SCRIPT, word, data.toString())
                .with(arguments)
                .within(PATIENCE)
                .environment("PLIMSOLL_ADMIN_PASSWORD", PASSWORD)
                .run()
                .outputOrFail();
    }

    private Path sockets() {
        return data.resolve("run").resolve(server.word());
    }

    /// The process of `center`, or of what supervises PostgreSQL.
    long pid(String program) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("run").resolve(program + ".pid")).split(" ")[0]);
    }

    /// PostgreSQL itself.
    long postmaster() throws IOException {
        Path cluster = server == Server.EMBEDDED ? data.resolve("database/cluster") : data.resolve("external");
        return Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
    }

    /// Connects as the owner of the tables, whom the product admits only as the system user of the database.
    Connection owner() throws Exception {
        if (server == Server.EMBEDDED) {
            Path map = data.resolve("database/cluster/pg_ident.conf");
            if (!Files.readString(map).contains("root")) {
                Files.writeString(map, "plimsoll root plimsoll_owner\n", StandardOpenOption.APPEND);
            }
            Command.of("kill", "-HUP", Long.toString(postmaster())).run().outputOrFail();
        }
        for (int attempt = 0; ; attempt++) {
            try {
                return connect("plimsoll");
            } catch (SQLException e) {
                if (attempt == 50) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /// Connects as the owner to another database of the same server.
    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", "plimsoll_owner");
        properties.put("socketFactory", "io.plimsoll.center.server.database.UnixSocketFactory");
        properties.put("socketFactoryArg", sockets().resolve(".s.PGSQL.5432").toString());
        properties.put("sslmode", "disable");
        properties.put("gssEncMode", "disable");
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost/" + database + "?options=-c%20search_path=plimsoll", properties);
    }

    void logIn() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client().send(
                        HttpRequest.newBuilder(URI.create(url() + "/api/v1/sessions"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}"))
                                .build(),
                        BodyHandlers.ofByteArray());
        token = json(answer).path("token").asString();
    }

    /// One of our own paths, such as `/images`; fails on any answer but 2xx.
    JsonNode get(String path) throws IOException, InterruptedException {
        return json(send("GET", path, ""));
    }

    /// @param body JSON; empty for none
    HttpResponse<byte[]> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client().send(request(method, path, body), BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " " + path + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
        return answer;
    }

    /// What is too long to be held.
    InputStream stream(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client().send(request("GET", path, ""), BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("GET " + path + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpClient client() {
        HttpClient present = http;
        if (present == null) {
            present = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(trusting(data.resolve("center/ca.crt")))
                    .build();
            http = present;
        }
        return present;
    }

    /// What trusts a Center by its authority alone.
    static SSLContext trusting(Path authority) {
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
            throw new IllegalStateException("the authority " + authority + " cannot be used", e);
        }
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
        end("center");
        endDatabase();
    }
}
