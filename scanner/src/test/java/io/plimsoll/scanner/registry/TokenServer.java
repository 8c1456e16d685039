package io.plimsoll.scanner.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A token server as a real registry believes it (https://distribution.github.io/distribution/spec/auth/jwt/). Whoever
/// knows the password of the test registry's user, or the refresh token, may read.
final class TokenServer implements AutoCloseable {
    static final String REFRESH_TOKEN = "refresh-token-of-alice";
    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /// A request: its query or form, and its Authorization header.
    record Asked(String method, String parameters, Optional<String> authorization) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final TestAuthority authority;
    private final HttpsServer server;

    private TokenServer(TestAuthority authority, HttpsServer server) {
        this.authority = authority;
        this.server = server;
    }

    static TokenServer start(TestAuthority authority) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.context()));
        TokenServer tokens = new TokenServer(authority, server);
        server.createContext("/token", tokens::answer);
        server.start();
        return tokens;
    }

    /// @param host localhost or 127.0.0.1
    URI realm(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/token?client=any");
    }

    List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String parameters = form.isEmpty() ? exchange.getRequestURI().getQuery() : form;
            Optional<String> authorization =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new Asked(exchange.getRequestMethod(), parameters, authorization));
            boolean known = authorization.equals(Optional.of(TestRegistry.basic()))
                    || form.contains("refresh_token=" + REFRESH_TOKEN);
            byte[] answer = ("{\"access_token\":\"" + token("shop/web", known ? "\"pull\"" : "") + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /// A signed token.
    ///
    /// @param actions in JSON: `"pull","push"`
    String token(String repository, String actions) {
        String certificate = Base64.getEncoder().encodeToString(authority.serverCertificateBytes());
        long now = Instant.now().getEpochSecond();
        String head = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"" + certificate + "\"]}";
        String claims = """
                {"iss":"test","sub":"alice","aud":"registry","exp":%d,"nbf":%d,"iat":%d,"jti":"1",
                 "access":[{"type":"repository","name":"%s","actions":[%s]}]}
                """.formatted(now + VALIDITY.toSeconds(), now - 10, now, repository, actions);
        String signed = encoded(head) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(authority.serverKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
