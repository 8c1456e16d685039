package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.DatabaseFailure;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.center.server.keys.TokenMint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiTokensIT {
    private static final TestCenter CENTER = TestCenter.shared();

    private static Answer make(String token, String name, String role, Duration goodFor) {
        String roleField = role.isEmpty() ? "" : ",\"role\":\"" + role + "\"";
        return CENTER.call(
                "POST",
                "/api/v1/api-tokens",
                token,
                "{\"name\":\"" + name + "\"" + roleField + ",\"expiresAt\":\""
                        + Instant.now().plus(goodFor) + "\"}");
    }

    private static JsonNode made(String name, String role) {
        Answer answer = make(CENTER.administrator(), name, role, Duration.ofDays(90));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json();
    }

    private static String events(String type) {
        return CENTER.get("/api/v1/audit-events?type=" + type, CENTER.administrator())
                .response()
                .body();
    }

    @Test
    void isAScannersUnlessToldOtherwiseAndShowsItsSecretOnce() {
        JsonNode made = made("ci", "");
        assertThat(new ContractSchema().mistakes("MadeApiToken", made)).isEmpty();
        assertThat(made.at("/token/role").asString()).isEqualTo("scanner");
        String secret = made.path("secret").asString();
        assertThat(secret).matches("plim_[A-Za-z0-9_-]{64}");
        Answer list = CENTER.get("/api/v1/api-tokens?owner=admin", CENTER.administrator());
        assertThat(new ContractSchema().mistakes("ApiTokenPage", list.json())).isEmpty();
        assertThat(list.response().body()).contains("\"ci\"").doesNotContain(secret.substring(5));
        assertThat(events("api-token.created"))
                .contains("\"ci\"", "role scanner of admin")
                .doesNotContain(secret);
    }

    @Test
    void opensWhatItsRoleMayAndNotTheAccountOfItsOwner() {
        String secret = made("bundles", "scanner").path("secret").asString();
        assertThat(CENTER.get("/api/v1/intelligence", secret).status()).isEqualTo(200);
        assertThat(CENTER.get("/api/v1/images", secret).code()).isEqualTo("forbidden");
        assertThat(events("user.forbidden")).contains("with the API token bundles");
        assertThat(CENTER.get("/api/v1/sessions/current", secret)
                        .json()
                        .path("permissions")
                        .toString())
                .contains("intelligence.read")
                .doesNotContain("account.own");
        String mighty = made("mighty", "administrator").path("secret").asString();
        assertThat(CENTER.get("/api/v1/users", mighty).status()).isEqualTo(200);
        assertThat(make(mighty, "offspring", "scanner", Duration.ofDays(1)).code())
                .isEqualTo("forbidden");
        for (String path : new String[] {"/sessions", "/api-tokens"}) {
            assertThat(CENTER.get("/api/v1" + path, mighty).code()).as(path).isEqualTo("forbidden");
        }
        assertThat(CENTER.call("DELETE", "/api/v1/sessions/current", mighty, "").code())
                .isEqualTo("forbidden");
        assertThat(CENTER.call("PUT", "/api/v1/users/current/password", mighty, "{}")
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void saysWhenAndFromWhereItWasUsed() {
        JsonNode made = made("watched", "scanner");
        assertThat(made.at("/token/lastUsedAt").isMissingNode()).isTrue();
        CENTER.get("/api/v1/intelligence", made.path("secret").asString());
        assertThat(CENTER.get("/api/v1/api-tokens?owner=admin", CENTER.administrator())
                        .json()
                        .path("items"))
                .anySatisfy(token -> {
                    assertThat(token.path("name").asString()).isEqualTo("watched");
                    assertThat(token.path("lastUsedFrom").asString()).isEqualTo("127.0.0.1");
                    assertThat(token.has("lastUsedAt")).isTrue();
                });
    }

    @Test
    void endsOnItsDayWhenRevokedAndWithItsOwner() {
        JsonNode made = made("short", "scanner");
        String secret = made.path("secret").asString();
        assertThat(at(Duration.ofDays(89)).byToken(secret, "test")).isPresent();
        assertThat(at(Duration.ofDays(91)).byToken(secret, "test")).isEmpty();
        String path = "/api/v1/api-tokens/" + made.at("/token/id").asString();
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").status())
                .isEqualTo(204);
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").code())
                .isEqualTo("api-token-unknown");
        assertThat(CENTER.get("/api/v1/intelligence", secret).status()).isEqualTo(401);
        assertThat(events("api-token.revoked")).contains("\"short\"");

        CENTER.createUser("owner-who-leaves", "scanner");
        String orphan = make(CENTER.logIn("owner-who-leaves", TestCenter.PASSWORD), "orphan", "", Duration.ofDays(1))
                .json()
                .path("secret")
                .asString();
        assertThat(CENTER.get("/api/v1/intelligence", orphan).status()).isEqualTo(200);
        CENTER.call("DELETE", "/api/v1/users/owner-who-leaves", CENTER.administrator(), "");
        assertThat(CENTER.get("/api/v1/intelligence", orphan).status()).isEqualTo(401);
    }

    private static ApiTokens at(Duration ahead) {
        return new ApiTokens(
                CENTER.part(Database.class),
                new TokenMint(CENTER.part(InstallationKeys.class).secretFor("API tokens")),
                CENTER.part(AuditTrail.class),
                Clock.offset(Clock.systemUTC(), ahead));
    }

    @Test
    void isNeverMightierThanItsMakerAndTheTokensOfOthersAreTheirs() {
        CENTER.createUser("clerk", "auditor");
        String clerk = CENTER.logIn("clerk", TestCenter.PASSWORD);
        assertThat(make(clerk, "rise", "administrator", Duration.ofDays(1)).code())
                .isEqualTo("api-token-too-mighty");
        assertThat(make(clerk, "reader", "auditor", Duration.ofDays(1)).status())
                .isEqualTo(201);
        JsonNode admins = made("not-the-clerks", "scanner");
        String path = "/api/v1/api-tokens/" + admins.at("/token/id").asString();
        assertThat(CENTER.call("DELETE", path, clerk, "").code()).isEqualTo("api-token-unknown");
        CENTER.createUser("robot", "scanner");
        String robot = CENTER.logIn("robot", TestCenter.PASSWORD);
        assertThat(CENTER.get("/api/v1/api-tokens?owner=admin", robot).json().path("items"))
                .isEmpty();
    }

    @Test
    void refusesWhatNobodyShouldMake() {
        String admin = CENTER.administrator();
        assertThat(make(admin, "two words", "scanner", Duration.ofDays(1)).code())
                .isEqualTo("api-token-invalid");
        assertThat(make(admin, "past", "scanner", Duration.ofDays(-1)).code()).isEqualTo("api-token-invalid");
        assertThat(make(admin, "for-ever", "scanner", Duration.ofDays(367)).code())
                .isEqualTo("api-token-invalid");
        assertThat(make(admin, "emperor", "emperor", Duration.ofDays(1)).code()).isEqualTo("api-token-invalid");
        assertThat(CENTER.call("POST", "/api/v1/api-tokens", admin, "{\"name\":\"endless\"}")
                        .code())
                .isEqualTo("request-invalid");
        made("twin", "scanner");
        assertThat(make(admin, "twin", "scanner", Duration.ofDays(1)).code()).isEqualTo("api-token-exists");
    }

    /// With a database that is closed: whoever asks it fails.
    @Test
    void refusesForgedTokensWithoutAskingTheDatabase() {
        String secret = made("real", "scanner").path("secret").asString();
        Database closed = Database.open(CENTER.database().socketFolder());
        closed.close();
        InstallationKeys keys = CENTER.part(InstallationKeys.class);
        AuditTrail trail = CENTER.part(AuditTrail.class);
        Clock clock = Clock.systemUTC();
        Admission admission = new Admission(
                new Sessions(closed, new TokenMint(keys.secretFor("session tokens")), trail, clock),
                new ApiTokens(closed, new TokenMint(keys.secretFor("API tokens")), trail, clock),
                trail,
                clock);
        char other = secret.charAt(20) == 'A' ? 'B' : 'A';
        for (String forged : new String[] {
            secret.substring(0, 20) + other + secret.substring(21),
            "",
            "plim_",
            "plim_x",
            secret.substring(5),
            secret + "A",
            "PLIM_" + secret.substring(5),
            "plim_" + CENTER.administrator()
        }) {
            assertThat(admission.byToken(forged, "test")).isEmpty();
        }
        assertThatThrownBy(() -> admission.byToken(secret, "test")).isInstanceOf(DatabaseFailure.class);
    }
}
