package io.plimsoll.center.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.server.database.Database;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What RolesIT and LabelScopeIT do not say of views.
class SavedViewsIT {
    private static final TestCenter CENTER = TestCenter.shared();
    private static final String VIEWS = "/api/v1/saved-views";

    @AfterEach
    void removeAll() {
        CENTER.part(Database.class).write(transaction -> transaction.change("delete from saved_view"));
    }

    private static String body(String name, String query, boolean shared) {
        return "{\"name\":\"" + name + "\",\"query\":\"" + query + "\",\"shared\":" + shared + "}";
    }

    private static Answer add(String token, String page, String name, String query, boolean shared) {
        return CENTER.call("POST", VIEWS, token, body(name, query, shared).replace("{", "{\"page\":\"" + page + "\","));
    }

    private static String added(String token, String page, String name, String query, boolean shared) {
        Answer answer = add(token, page, name, query, shared);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        assertThat(new ContractSchema().mistakes("SavedView", answer.json())).isEmpty();
        return VIEWS + "/" + answer.json().path("id").asString();
    }

    private static List<String> seen(String token, String page) {
        return CENTER.get(VIEWS + page, token)
                .json()
                .path("items")
                .valueStream()
                .map(view ->
                        view.path("owner").asString() + " " + view.path("name").asString())
                .toList();
    }

    private static String events() {
        return CENTER.get("/api/v1/audit-events?type=saved-view", CENTER.administrator())
                .response()
                .body();
    }

    @Test
    void isKeptFoundByItsPageChangedAndRemoved() {
        String admin = CENTER.administrator();
        assertThat(seen(admin, "")).isEmpty();
        String path = added(admin, "audit", "Refusals", "outcome=failure&tab=incidents", false);
        added(admin, "images", "Refusals", "verdict=refused", false);
        assertThat(seen(admin, "?page=audit")).containsExactly("admin Refusals");
        assertThat(seen(admin, "")).hasSize(2);
        assertThat(CENTER.get(VIEWS + "?page=users", admin).code()).isEqualTo("request-invalid");
        assertThat(add(admin, "audit", " Refusals ", "outcome=success", false).code())
                .isEqualTo("saved-view-exists");
        added(admin, "audit", "Logins", "type=user.login-failed", false);
        assertThat(CENTER.call("PUT", path, admin, body("Logins", "outcome=failure", false))
                        .code())
                .isEqualTo("saved-view-exists");
        Answer changed = CENTER.call("PUT", path, admin, body("Refusals", "outcome=failure", false));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("query").asString()).isEqualTo("outcome=failure");
        assertThat(CENTER.call("DELETE", path, admin, "").status()).isEqualTo(204);
        assertThat(CENTER.call("DELETE", path, admin, "").code()).isEqualTo("saved-view-unknown");
        assertThat(seen(admin, "?page=audit")).containsExactly("admin Logins");
        assertThat(events()).as("nobody's business").doesNotContain("Refusals", "Logins");
    }

    @Test
    void aSharedOneIsSeenByThoseWhoReadThePageAndChangedByItsOwnerAlone() {
        String admin = CENTER.administrator();
        CENTER.createUser("views-auditor", "auditor");
        CENTER.createUser("views-scanner", "scanner");
        String auditor = CENTER.logIn("views-auditor", TestCenter.PASSWORD);
        String scanner = CENTER.logIn("views-scanner", TestCenter.PASSWORD);
        String path = added(admin, "audit", "For all", "outcome=failure", true);
        added(admin, "audit", "A private one", "outcome=success", false);
        added(auditor, "audit", "Own", "type=exec", false);
        assertThat(seen(auditor, "?page=audit")).containsExactly("views-auditor Own", "admin For all");
        assertThat(seen(admin, "?page=audit")).containsExactly("admin A private one", "admin For all");
        assertThat(seen(scanner, "")).isEmpty();
        assertThat(add(scanner, "audit", "Mine", "type=exec", false).code()).isEqualTo("forbidden");
        assertThat(CENTER.call("PUT", path, auditor, body("Mine now", "type=exec", false))
                        .code())
                .isEqualTo("saved-view-unknown");
        assertThat(CENTER.call("DELETE", path, auditor, "").code()).isEqualTo("saved-view-unknown");
        assertThat(add(auditor, "audit", "Loud", "type=exec", true).code()).isEqualTo("saved-view-not-shareable");

        CENTER.call("PUT", path, admin, body("For all", "outcome=success", true));
        CENTER.call("PUT", path, admin, body("For all", "outcome=success", false));
        assertThat(seen(auditor, "?page=audit")).containsExactly("views-auditor Own");
        assertThat(events())
                .contains("saved-view.shared", "saved-view.unshared", "For all: audit?outcome=failure")
                .doesNotContain("Own", "A private one");

        CENTER.call("DELETE", "/api/v1/users/views-auditor", admin, "");
        assertThat(CENTER.part(Database.class)
                        .<Long>read(t -> t.number("select count(*) from saved_view where owner = 'views-auditor'")))
                .as("they end with their owner")
                .isZero();
    }

    @Test
    void whoKeepsTheUsersTakesASharedOneOfAnotherBack() {
        String admin = CENTER.administrator();
        CENTER.createUser("views-second", "administrator");
        String second = CENTER.logIn("views-second", TestCenter.PASSWORD);
        String shared = added(admin, "audit", "Loud", "outcome=failure", true);
        String own = added(admin, "audit", "Quiet", "outcome=success", false);
        assertThat(CENTER.call("PUT", shared, second, body("Mine now", "type=exec", true))
                        .code())
                .isEqualTo("saved-view-unknown");
        assertThat(CENTER.call("DELETE", own, second, "").code()).isEqualTo("saved-view-unknown");
        assertThat(CENTER.call("DELETE", shared, second, "").status()).isEqualTo(204);
        assertThat(seen(admin, "")).containsExactly("admin Quiet");
        JsonNode event = CENTER.get("/api/v1/audit-events?type=saved-view.unshared&actor=views-second", admin)
                .json()
                .at("/items/0");
        assertThat(event.at("/details/owner").asString()).isEqualTo("admin");
    }

    @Test
    void refusesWhatNobodyShouldKeepAndTellsEveryMistake() {
        String admin = CENTER.administrator();
        for (String name : List.of("", " ", "x".repeat(61), "a\\u0000b", "a\\u202eb", "a\\nb", "\\ud800")) {
            assertThat(add(admin, "audit", name, "type=exec", false).code())
                    .as(name)
                    .isEqualTo("saved-view-invalid");
        }
        assertThat(add(admin, "users", "x", "type=exec", false).code()).isEqualTo("request-invalid");
        Answer all = CENTER.call("POST", VIEWS, admin, "{\"page\":\"audit\",\"query\":\"?type=exec\"}");
        assertThat(all.code()).isEqualTo("saved-view-invalid");
        assertThat(all.json().path("mistakes")).hasSize(3);
        assertThat(seen(admin, "")).isEmpty();
    }

    @Test
    void hasLimits() {
        String admin = CENTER.administrator();
        String first = added(admin, "audit", "first", "type=exec", false);
        fill("'admin', 'images', 'n' || i, 'type=exec', false", SavedViews.MOST_PER_OWNER - 1);
        assertThat(add(admin, "audit", "one more", "type=exec", false).code()).isEqualTo("saved-views-too-many");
        CENTER.createUser("views-sharer", "administrator");
        fill("'views-sharer', 'images', 'n' || i, 'type=exec', true", SavedViews.MOST_SHARED);
        assertThat(CENTER.call("PUT", first, admin, body("first", "type=exec", true))
                        .code())
                .isEqualTo("saved-views-too-many-shared");
        assertThat(CENTER.call("PUT", first, admin, body("first", "type=image", false))
                        .status())
                .isEqualTo(200);
    }

    private static void fill(String values, int count) {
        CENTER.part(Database.class)
                .write(transaction -> transaction.change(
                        "insert into saved_view (id, owner, page, name, query, shared, changed_at) select gen_random_uuid(), "
                                + values + ", now() from generate_series(1, ?) i",
                        count));
    }
}
