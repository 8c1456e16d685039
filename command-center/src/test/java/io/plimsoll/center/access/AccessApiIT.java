package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccessApiIT {
    private static final TestCenter CENTER = TestCenter.shared();

    @Test
    void refusesWithoutASession() {
        Answer answer = CENTER.get("/api/v1/users", "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("not-logged-in");
        assertThat(answer.response().headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void refusesTokensThatNobodyWasGiven() {
        String real = CENTER.administrator();
        for (String token : new String[] {"x", "a".repeat(64), real.substring(1) + "A", "A" + real, real + "A"}) {
            assertThat(CENTER.get("/api/v1/users", token).status()).as(token).isEqualTo(401);
        }
        assertThat(CENTER.get("/api/v1/users", real).status()).isEqualTo(200);
    }

    @Test
    void tellsWhoIAmAndWhatIMay() {
        JsonNode current =
                CENTER.get("/api/v1/sessions/current", CENTER.administrator()).json();
        assertThat(current.at("/user/name").asString()).isEqualTo("admin");
        assertThat(current.at("/user/role").asString()).isEqualTo("administrator");
        assertThat(current.path("permissions").toString()).contains("\"policies.write\"");
    }

    @Test
    void aLogoutEndsTheSession() {
        String token = CENTER.logIn("admin", TestCenter.PASSWORD);
        assertThat(CENTER.call("DELETE", "/api/v1/sessions/current", token, "").status())
                .isEqualTo(204);
        assertThat(CENTER.get("/api/v1/sessions/current", token).status()).isEqualTo(401);
    }

    @Test
    void neverTellsWhetherTheNameOrThePasswordWasWrong() {
        Answer wrongPassword = logIn("admin", "wrong");
        Answer wrongName = logIn("nobody-of-that-name", "wrong");
        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.json()).isEqualTo(wrongName.json());
        logIn("admin", TestCenter.PASSWORD);
    }

    @Test
    void locksAnAccountAfterTenFailuresEvenForTheRightPassword() {
        createUser("locked", "auditor");
        for (int i = 0; i < Login.ALLOWED_FAILURES; i++) {
            assertThat(logIn("locked", "wrong").status()).isEqualTo(401);
        }
        assertThat(eventsOfLocking()).as("the tenth failure locks").contains("\"locked\"");
        Answer locked = logIn("locked", TestCenter.PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.code()).isEqualTo("login-locked");
    }

    private static String eventsOfLocking() {
        return CENTER.get("/api/v1/audit-events?type=user.locked", CENTER.administrator())
                .response()
                .body();
    }

    @Test
    void theTenthTryMayStillBeTheRightOneAndBeginsTheCountAnew() {
        createUser("forgetful", "auditor");
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < Login.ALLOWED_FAILURES; i++) {
                assertThat(logIn("forgetful", "wrong").status()).isEqualTo(401);
            }
            assertThat(logIn("forgetful", TestCenter.PASSWORD).status()).isEqualTo(201);
        }
    }

    @Test
    void theFirstPasswordOpensNothingButItsOwnChange() {
        create(CENTER.administrator(), "newcomer", "auditor", TestCenter.PASSWORD);
        String token = CENTER.logIn("newcomer", TestCenter.PASSWORD);
        for (String path : List.of("/users", "/sessions", "/api-tokens")) {
            assertThat(CENTER.get("/api/v1" + path, token).code()).as(path).isEqualTo("password-change-due");
        }
        assertThat(changePassword(token, TestCenter.PASSWORD, "another-horse-43")
                        .status())
                .isEqualTo(204);
        assertThat(CENTER.get("/api/v1/users", token).status()).isEqualTo(200);
    }

    @Test
    void ownSessionsAreListedAndEndedAndThoseOfOthersAreUnknown() {
        createUser("visitor", "scanner");
        String one = CENTER.logIn("visitor", TestCenter.PASSWORD);
        String other = CENTER.logIn("visitor", TestCenter.PASSWORD);
        JsonNode answer = CENTER.get("/api/v1/sessions", one).json();
        assertThat(new ContractSchema().mistakes("OwnSessionList", answer)).isEmpty();
        assertThat(answer.toString()).doesNotContain(one).doesNotContain(other);
        List<JsonNode> current = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        answer.path("items").forEach(s -> (s.path("current").asBoolean() ? current : others).add(s));
        assertThat(current)
                .singleElement()
                .satisfies(s -> assertThat(s.path("source").asString()).isEqualTo("127.0.0.1"));
        CENTER.get("/api/v1/sessions", other).json().path("items").forEach(s -> {
            if (s.path("current").asBoolean()) {
                assertThat(others).extracting(o -> o.path("id")).contains(s.path("id"));
                String path = "/api/v1/sessions/" + s.path("id").asString();
                assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "")
                                .code())
                        .isEqualTo("session-unknown");
                assertThat(CENTER.get("/api/v1/sessions", other).status()).isEqualTo(200);
                assertThat(CENTER.call("DELETE", path, one, "").status()).isEqualTo(204);
                assertThat(CENTER.call("DELETE", path, one, "").status()).isEqualTo(404);
            }
        });
        assertThat(CENTER.get("/api/v1/sessions/current", other).status()).isEqualTo(401);
        assertThat(CENTER.get("/api/v1/sessions/current", one).status()).isEqualTo(200);
        assertThat(CENTER.get("/api/v1/audit-events?type=user.session-revoked", CENTER.administrator())
                        .response()
                        .body())
                .contains("visitor");
    }

    @Test
    void locksAccountsThatDoNotExistJustTheSame() {
        for (int i = 0; i < Login.ALLOWED_FAILURES; i++) {
            assertThat(logIn("a-stranger", "wrong").status()).isEqualTo(401);
        }
        Answer locked = logIn("a-stranger", "wrong");
        assertThat(locked.status()).isEqualTo(429);
        assertThat(logIn("a-stranger", "wrong").json())
                .as("a moment that moved on would tell that there is no such account")
                .isEqualTo(locked.json());
    }

    @Test
    void aRoleDoesOnlyWhatItsTableSays() {
        createUser("reader", "auditor");
        String token = CENTER.logIn("reader", TestCenter.PASSWORD);
        assertThat(CENTER.get("/api/v1/users", token).status()).isEqualTo(200);
        Answer refused = CENTER.call("DELETE", "/api/v1/users/admin", token, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(CENTER.get("/api/v1/audit-events?type=user.forbidden", token)
                        .response()
                        .body())
                .contains("DELETE /api/v1/users/admin");
    }

    @Test
    void refusesWeakPasswordsAndBadNamesAndRoles() {
        String admin = CENTER.administrator();
        assertThat(create(admin, "weak", "auditor", "short1").code()).isEqualTo("password-weak");
        assertThat(create(admin, "weak", "auditor", "onlylettersonly").code()).isEqualTo("password-weak");
        assertThat(create(admin, "Weak User", "auditor", TestCenter.PASSWORD).code())
                .isEqualTo("user-invalid");
        assertThat(create(admin, "weak", "emperor", TestCenter.PASSWORD).code()).isEqualTo("user-invalid");
        assertThat(create(admin, "admin", "auditor", TestCenter.PASSWORD).code())
                .isEqualTo("user-exists");
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        createUser("changer", "scanner");
        String first = CENTER.logIn("changer", TestCenter.PASSWORD);
        String second = CENTER.logIn("changer", TestCenter.PASSWORD);
        assertThat(changePassword(first, "wrong-password-1", "another-horse-43").code())
                .isEqualTo("old-password-wrong");
        assertThat(changePassword(first, TestCenter.PASSWORD, "another-horse-43")
                        .status())
                .isEqualTo(204);
        assertThat(CENTER.get("/api/v1/sessions/current", first).status()).isEqualTo(200);
        assertThat(CENTER.get("/api/v1/sessions/current", second).status()).isEqualTo(401);
        CENTER.logIn("changer", "another-horse-43");
    }

    @Test
    void removingAUserEndsTheSessions() {
        createUser("leaver", "scanner");
        String token = CENTER.logIn("leaver", TestCenter.PASSWORD);
        String admin = CENTER.administrator();
        assertThat(CENTER.call("DELETE", "/api/v1/users/leaver", admin, "").status())
                .isEqualTo(204);
        assertThat(CENTER.get("/api/v1/sessions/current", token).status()).isEqualTo(401);
        assertThat(CENTER.call("DELETE", "/api/v1/users/leaver", admin, "").code())
                .isEqualTo("user-unknown");
        assertThat(CENTER.call("DELETE", "/api/v1/users/admin", admin, "").code())
                .isEqualTo("user-is-you");
    }

    @Test
    void listsUsersPageByPage() {
        createUser("page-1", "scanner");
        createUser("page-2", "scanner");
        String admin = CENTER.administrator();
        JsonNode first = CENTER.get("/api/v1/users?limit=1", admin).json();
        assertThat(first.path("items")).hasSize(1);
        JsonNode second = CENTER.get(
                        "/api/v1/users?limit=1&cursor=" + first.path("next").asString(), admin)
                .json();
        assertThat(second.at("/items/0/name")).isNotEqualTo(first.at("/items/0/name"));
        assertThat(first.at("/total/relation").asString()).isEqualTo("eq");
        assertThat(CENTER.get("/api/v1/users?cursor=???", admin).status()).isEqualTo(400);
        assertThat(CENTER.get("/api/v1/users?cursor=!!", admin).code()).isEqualTo("cursor-invalid");
        assertThat(CENTER.get("/api/v1/users?limit=0", admin).code()).isEqualTo("request-invalid");
    }

    @Test
    void theOneTimePasswordOpensNothingButItsOwnChange() throws IOException {
        try (TestCenter center = TestCenter.start(Optional.empty())) {
            Path file = center.data().resolve("first-password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String password = Files.readString(file).strip();
            assertThat(Passwords.weakness(password)).isEmpty();
            String token = center.logIn("admin", password);
            assertThat(center.get("/api/v1/users", token).code()).isEqualTo("password-change-due");
            assertThat(center.get("/api/v1/sessions/current", token)
                            .json()
                            .at("/user/passwordChangeDue")
                            .asBoolean())
                    .isTrue();
            Answer changed = center.call(
                    "PUT",
                    "/api/v1/users/current/password",
                    token,
                    "{\"oldPassword\":\"" + password + "\",\"newPassword\":\"another-horse-43\"}");
            assertThat(changed.status()).isEqualTo(204);
            assertThat(file).doesNotExist();
            assertThat(center.get("/api/v1/users", token).status()).isEqualTo(200);
            center.restart();
            assertThat(center.get("/api/v1/users", token).status()).isEqualTo(200);
            center.logIn("admin", "another-horse-43");
        }
    }

    private static void createUser(String name, String role) {
        CENTER.createUser(name, role);
    }

    private static Answer create(String token, String name, String role, String password) {
        return CENTER.call(
                "POST",
                "/api/v1/users",
                token,
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + password + "\"}");
    }

    private static Answer changePassword(String token, String from, String to) {
        return CENTER.call(
                "PUT",
                "/api/v1/users/current/password",
                token,
                "{\"oldPassword\":\"" + from + "\",\"newPassword\":\"" + to + "\"}");
    }

    private static Answer logIn(String name, String password) {
        return CENTER.call(
                "POST", "/api/v1/sessions", "", "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }
}
