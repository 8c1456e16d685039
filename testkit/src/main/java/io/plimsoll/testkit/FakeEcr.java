package io.plimsoll.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The API of Amazon ECR as far as it gives passwords: works out each signature by itself, from the request as it came,
/// and answers as AWS does. The password is that of [TestRegistry]. It listens on this machine; a [TestProxy] stands
/// for
/// the way to its host.
public final class FakeEcr implements AutoCloseable {
    /// Host of the registry, and of this API.
    public static final String REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    public static final String API = "api.ecr.eu-central-1.amazonaws.com";

    /// The pair that the documentation of AWS has as its example.
    public static final String KEY = "AKIAIOSFODNN7EXAMPLE";

    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /// A temporary key, with the same secret, that counts with the session token only.
    public static final String TEMPORARY_KEY = "ASIAIOSFODNN7EXAMPLE";

    public static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE//session+token==";

    /// A key, with the same secret, that may not have a password.
    public static final String KEY_WITHOUT_RIGHTS = "AKIAI44QH8DHBEXAMPLE";

    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)/([0-9]{8})/eu-central-1/ecr/aws4_request,"
                    + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
    private static final Duration VALIDITY = Duration.ofHours(12);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final List<String> NEEDED = List.of("host", "x-amz-date", "x-amz-target");

    /// An answer in place of the right one.
    public record Canned(int status, String body) {}

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private volatile Optional<Canned> canned = Optional.empty();

    private FakeEcr(HttpsServer server) {
        this.server = server;
    }

    public static FakeEcr start(TestAuthority authority) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.context()));
        FakeEcr ecr = new FakeEcr(server);
        server.createContext("/", ecr::answer);
        server.start();
        return ecr;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// The ids of the keys that got a password, one for each time.
    public List<String> keys() {
        return keys;
    }

    /// Answers so, whatever is asked.
    public void answerAlways(int status, String body) {
        canned = Optional.of(new Canned(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Canned answer = canned.orElseGet(() -> answer(exchange, body));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            if (answer.status() / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "https://localhost:" + port() + "/elsewhere");
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Canned answer(HttpExchange exchange, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        Matcher proof = AUTHORIZATION.matcher(first(headers, "authorization"));
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().toString().equals("/")
                || !first(headers, "content-type").equals("application/x-amz-json-1.1")
                || !first(headers, "x-amz-target")
                        .equals("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")) {
            return refused("UnknownOperationException");
        }
        if (!proof.matches() || !Arrays.asList(proof.group(3).split(";")).containsAll(NEEDED)) {
            return refused("IncompleteSignatureException");
        }
        String key = proof.group(1);
        boolean isTemporary = key.equals(TEMPORARY_KEY);
        if (!(key.equals(KEY) || key.equals(KEY_WITHOUT_RIGHTS) || isTemporary)
                || (isTemporary && first(headers, "x-amz-security-token").isEmpty())) {
            return refused("UnrecognizedClientException");
        }
        if (isTemporary && !first(headers, "x-amz-security-token").equals(SESSION_TOKEN)) {
            return refused("ExpiredTokenException");
        }
        if (!isOfNow(first(headers, "x-amz-date"), proof.group(2))
                || !signature(headers, proof.group(3), body).equals(proof.group(4))) {
            return refused("InvalidSignatureException");
        }
        return key.equals(KEY_WITHOUT_RIGHTS) ? refused("AccessDeniedException") : granted(key);
    }

    private Canned granted(String key) {
        keys.add(key);
        String pair = Base64.getEncoder()
                .encodeToString((TestRegistry.USER + ":" + TestRegistry.PASSWORD).getBytes(StandardCharsets.UTF_8));
        // A number with a fraction, and one that JSON may write with an exponent.
        double end = Instant.now().plus(VALIDITY).toEpochMilli() / 1000.0;
        return new Canned(
                200,
                "{\"authorizationData\":[{\"authorizationToken\":\"" + pair + "\",\"expiresAt\":" + end
                        + ",\"proxyEndpoint\":\"https://" + REGISTRY + "\"}]}");
    }

    private static Canned refused(String kind) {
        return new Canned(
                400, "{\"__type\":\"com.amazon.coral.service#" + kind + "\",\"message\":\"words of somebody else\"}");
    }

    private static String first(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }

    private static boolean isOfNow(String time, String day) {
        Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        return time.startsWith(day)
                && Duration.between(signed, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0;
    }

    private static String signature(Headers headers, String names, byte[] body) {
        String canonical = "POST\n/\n\n"
                + Arrays.stream(names.split(";"))
                        .map(name -> name + ":" + first(headers, name).strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + sha256(body);
        String time = first(headers, "x-amz-date");
        String scope = time.substring(0, 8) + "/eu-central-1/ecr/aws4_request";
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of()
                .formatHex(hmac(
                        key,
                        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                                + sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
