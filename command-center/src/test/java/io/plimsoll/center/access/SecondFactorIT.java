package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.server.database.Database;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Users with an authenticator app, which this test plays. A step of the app is 30 seconds: the test uses codes of this
/// step and the next, which hold for as long as it runs.
class SecondFactorIT {
    private static final TestCenter CENTER = TestCenter.shared();
    private static final String MINE = "/api/v1/users/current/second-factor";
    private static final String RULE = "/api/v1/second-factor-rule";

    private record Enrolled(String session, String keyText, List<String> recoveryCodes) {
        byte[] key() {
            return decoded(keyText);
        }
    }

    @Test
    void aUserHasNoneUntilAFirstCodeConfirmsIt() {
        CENTER.createUser("f-starter", "auditor");
        String session = CENTER.logIn("f-starter", TestCenter.PASSWORD);
        JsonNode state = CENTER.get(MINE, session).json();
        assertThat(state.toString()).isEqualTo("{\"on\":false,\"recoveryCodesLeft\":0,\"required\":false}");
        assertThat(new ContractSchema().mistakes("SecondFactor", state)).isEmpty();
        assertThat(confirm(session, "123456").code()).isEqualTo("second-factor-not-begun");
        byte[] key = begin(session);
        assertThat(confirm(session, wrong(key)).code()).isEqualTo("second-factor-wrong");
        CENTER.logIn("f-starter", TestCenter.PASSWORD);
        byte[] other = begin(session);
        assertThat(confirm(session, code(key, 0)).code())
                .as("the first key is gone")
                .isEqualTo("second-factor-wrong");
        assertThat(confirm(session, code(other, 0)).status()).isEqualTo(200);
        assertThat(CENTER.get(MINE, session).json().path("recoveryCodesLeft").asInt())
                .isEqualTo(10);
        assertThat(call("POST", MINE, session, proof(TestCenter.PASSWORD, "")).code())
                .isEqualTo("second-factor-on");
    }

    @Test
    void setsNothingUpForWhoDoesNotKnowThePassword() {
        CENTER.createUser("f-thief", "auditor");
        String session = CENTER.logIn("f-thief", TestCenter.PASSWORD);
        assertThat(call("POST", MINE, session, proof("not-the-password-1", "")).code())
                .isEqualTo("password-wrong");
        assertThat(events("user.second-factor-changed")).contains("the password was wrong");
    }

    @Test
    void asksForACodeAfterThePasswordAndTakesEachOnce() {
        Enrolled user = enrol("f-holder");
        assertThat(logIn("f-holder", "wrong-password-1", "").code()).isEqualTo("login-failed");
        assertThat(logIn("f-holder", "wrong-password-1", code(user.key(), 1)).code())
                .as("a wrong password says nothing of the code, and uses none up")
                .isEqualTo("login-failed");
        Answer asked = logIn("f-holder", TestCenter.PASSWORD, "");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.code()).isEqualTo("second-factor-needed");
        assertThat(logIn("f-holder", TestCenter.PASSWORD, code(user.key(), 0)).code())
                .as("used by the enrolment")
                .isEqualTo("second-factor-wrong");
        String next = code(user.key(), 1);
        Answer in = logIn("f-holder", TestCenter.PASSWORD, next.substring(0, 3) + " " + next.substring(3));
        assertThat(in.status()).isEqualTo(201);
        assertThat(in.json().at("/user/secondFactor").asBoolean()).isTrue();
        assertThat(logIn("f-holder", TestCenter.PASSWORD, next).code()).isEqualTo("second-factor-wrong");
        assertThat(events("user.login")).contains("\"secondFactor\":\"code\"");
        assertThat(events("user.second-factor-asked")).contains("f-holder");
        assertThat(events("user.login-failed")).contains("wrong code of the second factor");
    }

    @Test
    void aRecoveryCodeOpensOnceAndOnlyForItsOwner() {
        Enrolled user = enrol("f-paper");
        Enrolled other = enrol("f-other-paper");
        String paper = user.recoveryCodes().getFirst();
        assertThat(paper).matches("[a-z2-7]{4}(-[a-z2-7]{4}){3}");
        assertThat(logIn("f-other-paper", TestCenter.PASSWORD, paper).code()).isEqualTo("second-factor-wrong");
        Answer in = logIn("f-paper", TestCenter.PASSWORD, paper.toUpperCase(Locale.ROOT));
        assertThat(in.status()).isEqualTo(201);
        assertThat(logIn("f-paper", TestCenter.PASSWORD, paper).code()).isEqualTo("second-factor-wrong");
        assertThat(CENTER.get(MINE, in.json().path("token").asString())
                        .json()
                        .path("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(9);
        assertThat(CENTER.get(MINE, other.session())
                        .json()
                        .path("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void wrongCodesLockTheAccountAndARightPasswordMakesNoRoomForMore() {
        Enrolled user = enrol("f-guessed");
        for (int i = 0; i < Login.ALLOWED_FAILURES; i++) {
            assertThat(logIn("f-guessed", TestCenter.PASSWORD, "").code()).isEqualTo("second-factor-needed");
            assertThat(logIn("f-guessed", TestCenter.PASSWORD, wrong(user.key()))
                            .code())
                    .isEqualTo("second-factor-wrong");
        }
        assertThat(logIn("f-guessed", TestCenter.PASSWORD, user.recoveryCodes().getFirst())
                        .code())
                .isEqualTo("login-locked");
    }

    @Test
    void askingForCodesLocksNobody() {
        Enrolled user = enrol("f-forgetful");
        for (int i = 0; i <= Login.ALLOWED_FAILURES; i++) {
            assertThat(logIn("f-forgetful", TestCenter.PASSWORD, "").code()).isEqualTo("second-factor-needed");
        }
        assertThat(logIn("f-forgetful", TestCenter.PASSWORD, code(user.key(), 1))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void switchingItOnEndsSessionsOfThePasswordAlone() {
        CENTER.createUser("f-careful", "scanner");
        String before = CENTER.logIn("f-careful", TestCenter.PASSWORD);
        String session = CENTER.logIn("f-careful", TestCenter.PASSWORD);
        confirm(session, code(begin(session), 0));
        assertThat(CENTER.get("/api/v1/sessions/current", before).status()).isEqualTo(401);
        assertThat(CENTER.get("/api/v1/sessions/current", session).status()).isEqualTo(200);
    }

    @Test
    void switchingItOffTakesPasswordAndCode() {
        Enrolled user = enrol("f-leaver");
        String path = MINE + "/removal";
        String paper = user.recoveryCodes().getFirst();
        assertThat(call("POST", path, user.session(), proof(TestCenter.PASSWORD, wrong(user.key())))
                        .code())
                .isEqualTo("password-wrong");
        assertThat(call("POST", path, user.session(), proof("wrong-password-1", paper))
                        .code())
                .isEqualTo("password-wrong");
        assertThat(call("POST", path, user.session(), proof(TestCenter.PASSWORD, paper))
                        .status())
                .isEqualTo(204);
        assertThat(call("POST", path, user.session(), proof(TestCenter.PASSWORD, paper))
                        .code())
                .isEqualTo("second-factor-off");
        CENTER.logIn("f-leaver", TestCenter.PASSWORD);
    }

    @Test
    void anAdministratorResetsThatOfAnotherAndNotTheOwn() {
        Enrolled user = enrol("f-loser");
        String path = "/api/v1/users/f-loser/second-factor";
        assertThat(CENTER.call("DELETE", path, user.session(), "").status()).isEqualTo(403);
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").status())
                .isEqualTo(204);
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").code())
                .isEqualTo("second-factor-off");
        assertThat(CENTER.call("DELETE", "/api/v1/users/admin/second-factor", CENTER.administrator(), "")
                        .code())
                .isEqualTo("user-is-you");
        CENTER.logIn("f-loser", TestCenter.PASSWORD);
        assertThat(events("user.second-factor-changed")).contains("\"after\":\"second factor off\"");
    }

    @Test
    void aRoleThatNeedsOneDoesNothingElseFirst() {
        try (TestCenter center = TestCenter.start()) {
            String admin = center.administrator();
            String token = center.call(
                            "POST",
                            "/api/v1/api-tokens",
                            admin,
                            "{\"name\":\"t\",\"role\":\"auditor\",\"expiresAt\":\""
                                    + Instant.now().plusSeconds(3600) + "\"}")
                    .json()
                    .path("secret")
                    .asString();
            assertThat(center.get(RULE, admin).json().toString()).isEqualTo("{\"roles\":[]}");
            assertThat(center.call("PUT", RULE, admin, "{\"roles\":[\"emperor\"]}")
                            .status())
                    .isEqualTo(400);
            assertThat(center.call("PUT", RULE, admin, "{}").status()).isEqualTo(400);
            assertThat(center.call("PUT", RULE, admin, "{\"roles\":[\"administrator\"]}")
                            .status())
                    .isEqualTo(200);
            for (String caller : new String[] {admin, token}) {
                assertThat(center.get("/api/v1/images", caller).code()).isEqualTo("second-factor-due");
            }
            assertThat(center.get("/api/v1/sessions/current", admin)
                            .json()
                            .path("secondFactorDue")
                            .asBoolean())
                    .isTrue();
            byte[] key = key(center.call("POST", MINE, admin, proof(TestCenter.PASSWORD, "")));
            center.call("PUT", MINE, admin, "{\"code\":\"" + code(key, 0) + "\"}");
            assertThat(center.get("/api/v1/images", admin).status()).isEqualTo(200);
            assertThat(center.get("/api/v1/images", token).status()).isEqualTo(200);
            assertThat(center.call("POST", MINE + "/removal", admin, proof(TestCenter.PASSWORD, code(key, 1)))
                            .code())
                    .isEqualTo("second-factor-required");
        }
    }

    @Test
    void theDatabaseHoldsNeitherKeyNorRecoveryCodes() {
        Enrolled user = enrol("f-sealed");
        String kept = CENTER.part(Database.class)
                .read(transaction -> transaction.first(
                        row -> row.text("second_factor_key"),
                        "select second_factor_key from app_user where name = 'f-sealed'"))
                .orElseThrow();
        assertThat(kept).doesNotContain(Totp.base32(user.key()));
        assertThat(new String(Base64.getDecoder().decode(kept), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(user.key(), StandardCharsets.ISO_8859_1));
        assertThat(CENTER.get("/api/v1/audit-events?limit=500", CENTER.administrator())
                        .response()
                        .body())
                .doesNotContain(Totp.base32(user.key()))
                .doesNotContain(user.recoveryCodes().getFirst());
    }

    private static Enrolled enrol(String name) {
        CENTER.createUser(name, "auditor");
        String session = CENTER.logIn(name, TestCenter.PASSWORD);
        byte[] key = begin(session);
        List<String> codes = new ArrayList<>();
        Answer on = confirm(session, code(key, 0));
        on.json().path("recoveryCodes").forEach(each -> codes.add(each.asString()));
        assertThat(codes).hasSize(SecondFactor.RECOVERY_CODES).doesNotHaveDuplicates();
        return new Enrolled(session, Totp.base32(key), codes);
    }

    private static byte[] begin(String session) {
        Answer begun = call("POST", MINE, session, proof(TestCenter.PASSWORD, ""));
        assertThat(new ContractSchema().mistakes("SecondFactorKey", begun.json()))
                .isEmpty();
        return key(begun);
    }

    private static byte[] key(Answer begun) {
        String text = begun.json().path("key").asString();
        assertThat(begun.json().path("address").asString()).contains("secret=" + text + "&");
        return decoded(text);
    }

    private static byte[] decoded(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i));
            number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        byte[] bytes = number.toByteArray();
        byte[] key = new byte[Totp.SECRET_BYTES];
        for (int i = 1; i <= Math.min(bytes.length, key.length); i++) {
            key[key.length - i] = bytes[bytes.length - i];
        }
        return key;
    }

    private static Answer confirm(String session, String code) {
        return call("PUT", MINE, session, "{\"code\":\"" + code + "\"}");
    }

    private static String code(byte[] key, int stepsAhead) {
        return Totp.code(key, Totp.step(Instant.now()) + stepsAhead);
    }

    /// Six digits that are no code of these minutes.
    private static String wrong(byte[] key) {
        List<String> right = new ArrayList<>();
        for (int ahead = -2; ahead <= 3; ahead++) {
            right.add(code(key, ahead));
        }
        return List.of("000000", "111111", "222222", "333333", "444444", "555555", "666666").stream()
                .filter(each -> !right.contains(each))
                .findFirst()
                .orElseThrow();
    }

    private static String proof(String password, String code) {
        return "{\"password\":\"" + password + "\"" + (code.isEmpty() ? "" : ",\"code\":\"" + code + "\"") + "}";
    }

    private static Answer logIn(String name, String password, String code) {
        return call(
                "POST",
                "/api/v1/sessions",
                "",
                "{\"username\":\"" + name + "\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
    }

    private static Answer call(String method, String path, String token, String body) {
        return CENTER.call(method, path, token, body);
    }

    private static String events(String type) {
        return CENTER.get("/api/v1/audit-events?limit=500&type=" + type, CENTER.administrator())
                .response()
                .body();
    }
}
