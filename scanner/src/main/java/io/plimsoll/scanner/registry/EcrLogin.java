package io.plimsoll.scanner.registry;

import io.plimsoll.model.EcrAddress;
import io.plimsoll.scanner.archive.Json;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Gets the password of a registry of Amazon ECR, which ends after hours, against an access key that does not
/// (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html). The secret of the key
/// leaves this process only as a signature, and that goes to the API of the registry's own region, with TLS.
final class EcrLogin {
    /// What the API gave.
    ///
    /// @param expiresAt when the password ends, by AWS's clock
    record Password(Credential.Password login, Instant expiresAt) {}

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";
    private static final Pattern KIND = Pattern.compile("[A-Za-z]{1,80}");
    private static final Pattern LINE = Pattern.compile("[!-~]{1,16384}");
    private static final Pattern SECONDS = Pattern.compile("[0-9.]{1,20}(?:[eE][+]?[0-9]{1,2})?");
    private static final double LAST_SECOND = 1e11;
    /// By so much a clock may be wrong before AWS refuses.
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final RegistryAccess access;
    private final PullLimits limits;
    private final Registry.World world;
    private final InstantSource clock;

    EcrLogin(RegistryAccess access, PullLimits limits, Registry.World world, InstantSource clock) {
        this.access = access;
        this.limits = limits;
        this.world = world;
        this.clock = clock;
    }

    /// Asks the API.
    ///
    /// @throws RegistryException saying why it gives no password
    Password password(EcrAddress registry, AwsKey key) throws IOException {
        URI api = URI.create("https://" + registry.api() + "/");
        ProxyRules proxies = new ProxyRules(world.environment());
        proxies.check();
        new Neighbourhood(registry.api(), world.names(), uri -> false).checkRegistry();
        Deadline deadline = new Deadline(limits.time(), System::nanoTime);
        try (Wire wire = new Wire(
                new TlsContexts(registry.api(), access.authority(), world.certificates()),
                Origin.of(api),
                proxies,
                deadline,
                limits.stall(),
                access.help())) {
            return new Retries(limits, deadline, world.pause()).run(() -> {
                try (Answer answer = wire.send(request(api, registry, key))) {
                    byte[] document = answer.bytes(limits.tokenBytes(), "login");
                    if (answer.status() != 200) {
                        throw refusal(answer, document, key);
                    }
                    return read(document, registry.api());
                }
            });
        }
    }

    /// Signed anew for each attempt.
    private HttpRequest.Builder request(URI api, EcrAddress registry, AwsKey key) {
        AwsSignature signature = new AwsSignature(key, registry.region(), "ecr", clock.instant());
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-amz-json-1.1");
        headers.put("x-amz-date", signature.time());
        headers.put("x-amz-target", TARGET);
        if (!key.sessionToken().isEmpty()) {
            headers.put("x-amz-security-token", key.sessionToken());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(api).POST(HttpRequest.BodyPublishers.ofByteArray(BODY));
        headers.forEach(request::header);
        headers.put("host", registry.api());
        return request.header("Authorization", signature.authorization("POST", api, headers, BODY));
    }

    // The password

    private static Password read(byte[] document, String api) throws RegistryException {
        try {
            Json data = Json.parse(document).field("authorizationData").items().getFirst();
            String pair = new String(
                    Base64.getDecoder().decode(data.field("authorizationToken").text()), StandardCharsets.UTF_8);
            String seconds = data.field("expiresAt").text();
            int colon = pair.indexOf(':');
            if (colon > 0
                    && LINE.matcher(pair).matches()
                    && SECONDS.matcher(seconds).matches()) {
                double end = Math.min(Double.parseDouble(seconds), LAST_SECOND);
                return new Password(
                        new Credential.Password(pair.substring(0, colon), pair.substring(colon + 1)),
                        Instant.ofEpochSecond((long) end));
            }
        } catch (IOException | RuntimeException e) {
            // Its words may be the secret's.
        }
        throw RegistryException.lasting(api + " answers without a usable password");
    }

    // Refusals

    /// What AWS says is told by its name of the mistake alone; the sentence beside it could say anything.
    private RegistryException refusal(Answer answer, byte[] document, AwsKey key) {
        String api = answer.from().getAuthority();
        String kind = kind(document);
        String named = kind.isEmpty() ? "" : " (" + kind + ")";
        return switch (kind) {
            case "UnrecognizedClientException", "InvalidClientTokenId" ->
                RegistryException.lasting(api + " does not know the access key " + key.id() + named
                        + "; check the access key ID, and give a temporary key with its session token");
            case "ExpiredTokenException", "ExpiredToken" ->
                RegistryException.lasting(api + " says that the session token of the access key " + key.id()
                        + " has expired" + named + "; give a new key with its token, or one that stays");
            case "InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired" ->
                wrongClock(answer)
                        .orElseGet(
                                () -> RegistryException.lasting(api + " does not accept the secret of the access key "
                                        + key.id() + named + "; check the secret access key"));
            case "AccessDeniedException", "AccessDenied" ->
                RegistryException.lasting(api + " does not let the access key " + key.id()
                        + " have a password" + named
                        + "; allow its user or role the action ecr:GetAuthorizationToken on the resource *");
            case "ThrottlingException", "Throttling", "TooManyRequestsException" -> busy(answer, named);
            default ->
                answer.status() >= 500 || answer.status() == 429
                        ? busy(answer, named)
                        : RegistryException.lasting(
                                api + " answers " + answer.status() + named + " to the request for a password");
        };
    }

    private static RegistryException busy(Answer answer, String named) {
        return RegistryException.passing(
                answer.from().getAuthority() + " is busy; it answers " + answer.status() + named + "; try later");
    }

    private Optional<RegistryException> wrongClock(Answer answer) {
        Instant theirs;
        try {
            theirs = ZonedDateTime.parse(answer.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        Duration behind = Duration.between(clock.instant(), theirs);
        return behind.abs().compareTo(PATIENCE) < 0
                ? Optional.empty()
                : Optional.of(RegistryException.lasting(answer.from().getAuthority()
                        + " refuses the time of the request: the clock of this machine is "
                        + behind.abs().toMinutes() + " minutes " + (behind.isNegative() ? "ahead of" : "behind")
                        + " AWS's; set it"));
    }

    /// The name after the last `#`, where there is a name space before it.
    private static String kind(byte[] document) {
        try {
            String type = Json.parse(document).field("__type").text();
            String name = type.substring(type.lastIndexOf('#') + 1);
            return KIND.matcher(name).matches() ? name : "";
        } catch (MalformedInput e) {
            return "";
        }
    }
}
