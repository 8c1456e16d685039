package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.EcrAddress;
import io.plimsoll.testkit.FakeEcr;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestProxy;
import io.plimsoll.testkit.TestRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passwords of ECR, of an API that checks signatures by itself, over TLS and by its real name: a proxy leads there.
class EcrLoginIT {
    private static final AwsKey KEY = new AwsKey(FakeEcr.KEY, FakeEcr.SECRET, "");

    @TempDir
    static Path keys;

    private static TestAuthority authority;

    private final List<Duration> pauses = new ArrayList<>();
    private FakeEcr ecr;
    private TestProxy proxy;
    private Instant now = Instant.now();
    private String address = "203.0.113.7";

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(keys);
    }

    @BeforeEach
    void start() throws IOException {
        ecr = FakeEcr.start(authority);
        proxy = new TestProxy(new Credential.Password("alice", "pass").basic(), Map.of(FakeEcr.API, ecr.port()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        ecr.close();
    }

    private EcrLogin.Password ask(AwsKey key, Optional<Path> trusted) throws IOException {
        Registry.World world = new Registry.World(
                Map.of("HTTPS_PROXY", "http://alice:pass@127.0.0.1:" + proxy.port()),
                new HostFolders(List.of()),
                new RegistriesFiles(List.of(), List.of()),
                host -> new InetAddress[] {InetAddress.ofLiteral(address)},
                pauses::add);
        RegistryAccess access =
                new RegistryAccess(reference -> Optional.empty(), trusted, false, Set.of(), Help.CONSOLE);
        return new EcrLogin(access, PullLimits.defaults(), world, InstantSource.fixed(now))
                .password(EcrAddress.of(FakeEcr.REGISTRY).orElseThrow(), key);
    }

    private AbstractThrowableAssert<?, ?> refused(AwsKey key) {
        return assertThatThrownBy(() -> ask(key, Optional.of(authority.certificate())))
                .isInstanceOf(RegistryException.class)
                .hasMessageNotContaining(key.secret())
                .hasMessageNotContaining("words of somebody else");
    }

    @Test
    void getsThePasswordAndItsEnd() throws IOException {
        EcrLogin.Password password = ask(KEY, Optional.of(authority.certificate()));
        assertThat(password.login()).isEqualTo(new Credential.Password(TestRegistry.USER, TestRegistry.PASSWORD));
        assertThat(password.expiresAt()).isBetween(now.plus(Duration.ofHours(11)), now.plus(Duration.ofHours(13)));
        assertThat(password.toString()).doesNotContain(TestRegistry.PASSWORD);
        assertThat(proxy.passed()).containsExactly("CONNECT " + FakeEcr.API + ":443 HTTP/1.1");
    }

    @Test
    void aTemporaryKeyBringsItsToken() throws IOException {
        ask(
                new AwsKey(FakeEcr.TEMPORARY_KEY, FakeEcr.SECRET, FakeEcr.SESSION_TOKEN),
                Optional.of(authority.certificate()));
        assertThat(ecr.keys()).containsExactly(FakeEcr.TEMPORARY_KEY);
        refused(new AwsKey(FakeEcr.TEMPORARY_KEY, FakeEcr.SECRET, ""))
                .hasMessageContaining("UnrecognizedClientException")
                .hasMessageContaining("with its session token");
        refused(new AwsKey(FakeEcr.TEMPORARY_KEY, FakeEcr.SECRET, "0ld"))
                .hasMessageContaining("has expired (ExpiredTokenException)")
                .hasMessageNotContaining("0ld");
    }

    @Test
    void saysWhatIsWrongWithTheKey() {
        refused(new AwsKey("AKIAUNKNOWNUNKNOWN00", FakeEcr.SECRET, ""))
                .hasMessageContaining("does not know the access key AKIAUNKNOWNUNKNOWN00")
                .hasMessageContaining("UnrecognizedClientException");
        refused(new AwsKey(FakeEcr.KEY, "wr0ng-secret", ""))
                .hasMessageContaining("check the secret access key")
                .hasMessageContaining("InvalidSignatureException");
        refused(new AwsKey(FakeEcr.KEY_WITHOUT_RIGHTS, FakeEcr.SECRET, ""))
                .hasMessageContaining("ecr:GetAuthorizationToken")
                .hasMessageContaining("AccessDeniedException");
        assertThat(ecr.keys()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheClock() {
        now = Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);
        refused(KEY).hasMessageMatching(".*the clock of this machine is (29|30) minutes behind AWS's; set it");
        now = Instant.now().plus(Duration.ofMinutes(61));
        refused(KEY).hasMessageMatching(".*the clock of this machine is (60|61) minutes ahead of AWS's; set it");
    }

    @Test
    void asksOnlyWhomTheAuthorityVouchesFor() {
        assertThatThrownBy(() -> ask(KEY, Optional.empty())).hasMessageContaining("is not trusted");
        assertThat(ecr.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "100.100.100.200", "0.0.0.0", "fd00:ec2::254"})
    void doesNotAskWhereNoApiIs(String where) {
        address = where;
        refused(KEY).hasMessageContaining(FakeEcr.API).hasMessageContaining("it is not asked");
        assertThat(proxy.passed()).isEmpty();
    }

    @Test
    void triesAgainWhatPasses() {
        ecr.answerAlways(500, "{\"__type\":\"ServerException\"}");
        refused(KEY).hasMessageContaining("is busy; it answers 500 (ServerException)");
        ecr.answerAlways(400, "{\"__type\":\"ThrottlingException\"}");
        refused(KEY).hasMessageContaining("is busy; it answers 400 (ThrottlingException)");
        assertThat(pauses).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"authorizationData\":[]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"!\",\"expiresAt\":1.8E9}]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"QVdTcGFzc3dvcmQ=\",\"expiresAt\":1.8E9}]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"QVdTOmEKYg==\",\"expiresAt\":1.8E9}]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"QVdTOmE=\",\"expiresAt\":1e999999999}]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"QVdTOmE=\"}]}"
            })
    void takesOnlyWhatIsAPassword(String answer) {
        ecr.answerAlways(200, answer);
        refused(KEY).hasMessage(FakeEcr.API + " answers without a usable password");
    }

    @Test
    void followsNoRedirectAndReadsNoEnd() {
        ecr.answerAlways(307, "");
        refused(KEY).hasMessage(FakeEcr.API + " answers 307 to the request for a password");
        ecr.answerAlways(200, " ".repeat((1 << 20) + 1));
        refused(KEY).hasMessageContaining("is larger than");
        ecr.answerAlways(400, "{\"__type\":\"<b>words of somebody else</b>\"}");
        refused(KEY).hasMessage(FakeEcr.API + " answers 400 to the request for a password");
    }
}
