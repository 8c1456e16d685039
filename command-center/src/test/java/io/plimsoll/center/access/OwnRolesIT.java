package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Roles that administrators make, who has them, and everybody's sessions. What labels do is in `LabelScopeIT`.
class OwnRolesIT {
    private static final TestCenter CENTER = TestCenter.shared();
    private static final String ROLES = "/api/v1/roles";

    private static Answer make(String body) {
        return CENTER.call("POST", ROLES, CENTER.administrator(), body);
    }

    private static Answer make(String name, String permissions, String labels) {
        return make("{\"role\":\"" + name + "\",\"description\":\"of a test\",\"permissions\":" + permissions
                + ",\"labelScope\":" + labels + "}");
    }

    private static String events(String type) {
        return CENTER.get("/api/v1/audit-events?type=" + type, CENTER.administrator())
                .response()
                .body();
    }

    private static List<String> shown(String token) {
        return CENTER.get(ROLES, token)
                .json()
                .path("items")
                .valueStream()
                .map(role -> role.path("role").asString())
                .toList();
    }

    @Test
    void isMadeChangedGivenAndRemovedAndTheTrailTellsIt() {
        Answer made = make("keepers", "[\"registries.read\",\"images.read\",\"images.read\"]", "[]");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().path("permissions").toString())
                .isEqualTo("[\"account.own\",\"images.read\",\"registries.read\"]");
        assertThat(make("keepers", "[\"images.read\"]", "[]").code()).isEqualTo("role-exists");
        assertThat(new ContractSchema()
                        .mistakes(
                                "RoleList",
                                CENTER.get(ROLES, CENTER.administrator()).json()))
                .isEmpty();
        CENTER.createUser("keeper", "keepers");
        String keeper = CENTER.logIn("keeper", TestCenter.PASSWORD);
        assertThat(CENTER.get("/api/v1/registries", keeper).status()).isEqualTo(200);
        assertThat(CENTER.get("/api/v1/containers", keeper).code()).isEqualTo("forbidden");
        assertThat(shown(keeper)).containsExactly("administrator", "auditor", "scanner", "keepers");
        String path = ROLES + "/keepers";
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").code())
                .isEqualTo("role-in-use");
        assertThat(CENTER.call(
                                "PUT",
                                path,
                                CENTER.administrator(),
                                "{\"permissions\":[\"containers.read\"],\"labelScope\":[]}")
                        .status())
                .isEqualTo(200);
        assertThat(CENTER.get("/api/v1/registries", keeper).code()).isEqualTo("forbidden");
        assertThat(CENTER.get("/api/v1/containers", keeper).status()).isEqualTo(200);
        assertThat(CENTER.call("PUT", "/api/v1/users/keeper/role", CENTER.administrator(), "{\"role\":\"auditor\"}")
                        .json()
                        .path("role")
                        .asString())
                .isEqualTo("auditor");
        assertThat(CENTER.get("/api/v1/registries", keeper).status()).isEqualTo(200);
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").status())
                .isEqualTo(204);
        assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").code())
                .isEqualTo("role-unknown");
        assertThat(shown(keeper)).doesNotContain("keepers");
        assertThat(events("role"))
                .contains("role.created", "role.changed", "role.deleted", "images.read, registries.read");
        assertThat(events("user.role-changed")).contains("role keepers", "role auditor");
    }

    @Test
    void refusesWhatNobodyShouldMake() {
        for (String built : List.of("administrator", "auditor", "scanner")) {
            assertThat(make(built, "[\"images.read\"]", "[]").code()).isEqualTo("role-built-in");
            assertThat(CENTER.call("DELETE", ROLES + "/" + built, CENTER.administrator(), "")
                            .code())
                    .isEqualTo("role-built-in");
            assertThat(CENTER.call(
                                    "PUT",
                                    ROLES + "/" + built,
                                    CENTER.administrator(),
                                    "{\"permissions\":[\"images.read\"],\"labelScope\":[]}")
                            .code())
                    .isEqualTo("role-built-in");
        }
        for (String wrong : List.of(
                "'x','[]','[]'",
                "'Two Words','[#images.read#]','[]'",
                "'x','[#users.write#]','[]'",
                "'x','[#account.own#]','[]'",
                "'x','[#images.fly#]','[]'",
                "'x','[#policies.read#]','[#team=a#]'",
                "'x','[#labels.write#]','[#team=a#]'",
                "'x','[#audit.export#]','[#team=a#]'",
                "'x','[#images.read#]','[#team#]'",
                "'x','[#images.read#]','[#Team=a#]'",
                "'x','[#images.read#]','[#team=#]'",
                "'x','[#images.read#]','[#pci-scope=maybe#]'",
                "'x','[#images.read#]','[#team=a#,#team=b#]'",
                "'x','[#images.read#]','[#a=1#,#b=1#,#c=1#,#d=1#,#e=1#,#f=1#,#g=1#,#h=1#,#i=1#]'",
                "'x','[#images.read#]','[#team=\\u0000#]'")) {
            String[] parts =
                    wrong.replace('#', '"').substring(1, wrong.length() - 1).split("','");
            assertThat(make(parts[0], parts[1], parts[2]).code()).as(wrong).isEqualTo("role-invalid");
        }
        for (String wrong : List.of(
                "{\"permissions\":[\"images.read\"],\"labelScope\":[]}",
                "{\"role\":\"x\",\"labelScope\":[]}",
                "{\"role\":\"x\",\"permissions\":[\"images.read\"]}",
                "{\"role\":\"x\",\"permissions\":[null],\"labelScope\":[]}")) {
            assertThat(make(wrong).code()).as(wrong).isEqualTo("request-invalid");
        }
        assertThat(shown(CENTER.administrator())).doesNotContain("x");
        assertThat(CENTER.call("PUT", "/api/v1/users/admin/role", CENTER.administrator(), "{\"role\":\"auditor\"}")
                        .code())
                .isEqualTo("user-is-you");
        assertThat(CENTER.call("PUT", "/api/v1/users/nobody/role", CENTER.administrator(), "{\"role\":\"auditor\"}")
                        .code())
                .isEqualTo("user-unknown");
    }

    /// Those that an administrator made are given by administrators only, and with a token nobody gets more.
    @Test
    void onlyAdministratorsKeepRoles() {
        make("everything-but", permissionsOf("grantable"), "[]");
        CENTER.createUser("nearly-mighty", "everything-but");
        String nearly = CENTER.logIn("nearly-mighty", TestCenter.PASSWORD);
        String body = "{\"role\":\"more\",\"permissions\":[\"images.read\"],\"labelScope\":[]}";
        assertThat(CENTER.call("POST", ROLES, nearly, body).code()).isEqualTo("forbidden");
        assertThat(CENTER.call("PUT", "/api/v1/users/nearly-mighty/role", nearly, "{\"role\":\"administrator\"}")
                        .code())
                .isEqualTo("forbidden");
        assertThat(CENTER.call("DELETE", "/api/v1/users/admin", nearly, "").code())
                .isEqualTo("forbidden");
        assertThat(CENTER.call(
                                "POST",
                                "/api/v1/api-tokens",
                                nearly,
                                "{\"name\":\"x\",\"role\":\"administrator\",\"expiresAt\":\""
                                        + java.time.Instant.now().plusSeconds(60) + "\"}")
                        .code())
                .isEqualTo("api-token-too-mighty");
    }

    private static String permissionsOf(String list) {
        return CENTER.get(ROLES, CENTER.administrator())
                .json()
                .path(list)
                .valueStream()
                .map(each -> "\"" + each.path("permission").asString() + "\"")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    @Test
    void anAdministratorEndsAnybodysSession() {
        CENTER.createUser("left-behind", "auditor");
        String session = CENTER.logIn("left-behind", TestCenter.PASSWORD);
        Answer list = CENTER.get("/api/v1/user-sessions?user=left-behind", CENTER.administrator());
        assertThat(new ContractSchema().mistakes("UserSessionPage", list.json()))
                .isEmpty();
        assertThat(list.response().body()).doesNotContain(session);
        assertThat(CENTER.get("/api/v1/user-sessions?limit=1", session).json().has("next"))
                .isTrue();
        assertThat(CENTER.get("/api/v1/user-sessions?cursor=eA", CENTER.administrator())
                        .status())
                .isEqualTo(400);
        String first = "/api/v1/user-sessions/" + list.json().at("/items/0/id").asString();
        assertThat(CENTER.call("DELETE", first, session, "").code()).isEqualTo("forbidden");
        for (JsonNode each : list.json().path("items")) {
            String path = "/api/v1/user-sessions/" + each.path("id").asString();
            assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").status())
                    .isEqualTo(204);
            assertThat(CENTER.call("DELETE", path, CENTER.administrator(), "").code())
                    .isEqualTo("session-unknown");
        }
        assertThat(CENTER.get("/api/v1/images", session).status()).isEqualTo(401);
        assertThat(events("user.session-revoked")).contains("left-behind");
    }
}
