package io.plimsoll.center.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What policies were before, and back to it, over HTTPS and a real database.
class PolicyVersionsIT {
    private static final ContractSchema SCHEMA = new ContractSchema();
    private static final TestCenter CENTER = TestCenter.shared();

    @Test
    void aPolicyThatNeverWasHasNoVersions() {
        assertThat(call("GET", "/never/versions").code()).isEqualTo("policy-unknown");
        assertThat(call("GET", "/never/versions/1/changes").code()).isEqualTo("policy-version-unknown");
        assertThat(call("POST", "/never/versions/1/restoration").code()).isEqualTo("policy-version-unknown");
        assertThat(call("GET", "/never/versions/first").status()).isEqualTo(400);
    }

    @Test
    void theShippedPoliciesHaveOneVersion() {
        JsonNode versions = call("GET", "/default-runtime/versions").json();
        assertThat(SCHEMA.mistakes("PolicyVersionPage", versions)).isEmpty();
        assertThat(versions.at("/total/value").asInt()).isEqualTo(1);
        assertThat(versions.at("/items/0/changedBy").asString()).isEqualTo("system:center");
    }

    @Test
    void everyTextIsKeptWithItsAuthorAndComesBackAsItWas() {
        String first = text("back", "  maximum-severity: high   # agreed in May\n");
        String second = text("back", "  maximum-severity: low\n  runs-as-root: refuse\n");
        long one = put("back", first);
        CENTER.createUser("policy-writer", "administrator");
        long two = CENTER.call(
                        "PUT",
                        "/api/v1/policies/back",
                        CENTER.logIn("policy-writer", TestCenter.PASSWORD),
                        JsonMapper.shared().writeValueAsString(Map.of("document", second)))
                .json()
                .path("version")
                .asLong();
        assertThat(versions("back"))
                .extracting(
                        v -> v.path("version").asLong(),
                        v -> v.path("changedBy").asString(),
                        v -> v.has("document"))
                .containsExactly(tuple(two, "policy-writer", false), tuple(one, author(one), false));

        JsonNode changes = call("GET", "/back/versions/" + two + "/changes").json();
        assertThat(SCHEMA.mistakes("PolicyChanges", changes)).isEmpty();
        assertThat(changes.path("since").asLong()).isEqualTo(one);
        assertThat(changes.path("lines")
                        .valueStream()
                        .filter(line -> !line.path("sign").asString().equals("same")))
                .extracting(
                        line -> line.path("sign").asString(),
                        line -> line.path("text").asString().strip())
                .containsExactly(
                        tuple("removed", "maximum-severity: high   # agreed in May"),
                        tuple("added", "maximum-severity: low"),
                        tuple("added", "runs-as-root: refuse"));

        JsonNode restored =
                call("POST", "/back/versions/" + one + "/restoration").json();
        assertThat(SCHEMA.mistakes("Policy", restored)).isEmpty();
        assertThat(restored.path("document").asString()).isEqualTo(first);
        assertThat(restored.path("version").asLong()).isEqualTo(two + 1);
        assertThat(versions("back").getFirst().path("restored").asLong()).isEqualTo(one);
        JsonNode same = call("GET", "/back/versions/" + (two + 1) + "/changes?since=" + one)
                .json();
        assertThat(same.path("lines").findValuesAsString("sign")).containsOnly("same");

        JsonNode event = CENTER.call(
                        "GET",
                        "/api/v1/audit-events?type=policy.changed&query=back&limit=1",
                        CENTER.administrator(),
                        "")
                .json()
                .at("/items/0");
        assertThat(event.at("/details/restored").asString()).isEqualTo(Long.toString(one));
        assertThat(event.at("/details/before").asString()).isEqualTo(second);
    }

    @Test
    void aRemovedPolicyComesBack() {
        String text = text("gone", "  unscanned: refuse\n");
        long one = put("gone", text);
        assertThat(call("DELETE", "/gone").status()).isEqualTo(204);
        JsonNode removal = versions("gone").getFirst();
        assertThat(removal.path("removed").asBoolean()).isTrue();
        long two = removal.path("version").asLong();
        assertThat(SCHEMA.mistakes(
                        "PolicyVersion", call("GET", "/gone/versions/" + two).json()))
                .isEmpty();
        Answer refused = call("POST", "/gone/versions/" + two + "/restoration");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("policy-version-removed");
        assertThat(call("POST", "/gone/versions/" + one + "/restoration").status())
                .isEqualTo(200);
        assertThat(call("GET", "/gone").json().path("document").asString()).isEqualTo(text);
        assertThat(call("GET", "/gone/versions?limit=2").json().path("next").asString())
                .isNotEmpty();
    }

    @Test
    void listsPoliciesInTheOrderInWhichTheyCount() {
        String audit = text("order-a", "  unscanned: refuse\n");
        put("order-a", audit);
        put("order-b", audit.replace("order-a", "order-b").replace("checks:", "scope: {images: [\"x/*\"]}\nchecks:"));
        put("order-c", audit.replace("order-a", "order-c").replace("mode: audit", "mode: fail-pipeline"));
        put("order-d", audit.replace("order-a", "order-d").replace("mode: audit", "mode: enforce"));
        List<JsonNode> all = new java.util.ArrayList<>();
        String next = "";
        do {
            JsonNode page = call("GET", "?sort=precedence&limit=2" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            assertThat(SCHEMA.mistakes("PolicyPage", page)).isEmpty();
            page.path("items").forEach(all::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(all)
                .filteredOn(policy -> policy.path("name").asString().startsWith("order-"))
                .extracting(
                        policy -> policy.path("name").asString(),
                        policy -> policy.path("appliesTo").asString())
                .containsExactly(
                        tuple("order-d", "all"),
                        tuple("order-c", "all"),
                        tuple("order-b", "some"),
                        tuple("order-a", "all"));
        assertThat(all)
                .filteredOn(policy -> policy.path("kind").asString().equals("AssurancePolicy"))
                .extracting(policy -> policy.path("order").asInt())
                .isSorted()
                .startsWith(1);
        assertThat(all.getLast().path("kind").asString()).isEqualTo("HostPolicy");
        assertThat(all.getLast().has("order")).isFalse();
        assertThat(call("GET", "?sort=colour").status()).isEqualTo(400);
        for (String name : List.of("order-a", "order-b", "order-c", "order-d")) {
            assertThat(call("DELETE", "/" + name).status()).isEqualTo(204);
        }
    }

    @Test
    void readsADraftAndSaysWhereItIsWrong() {
        JsonNode reading = CENTER.call(
                        "POST",
                        "/api/v1/policy-drafts/check",
                        CENTER.administrator(),
                        "{\"document\":\"kind: AssurancePolicy\\nname: d\\nmode: audit\\nchecks:\\n  maximum-score: 11\\n\"}")
                .json();
        assertThat(SCHEMA.mistakes("PolicyReading", reading)).isEmpty();
        assertThat(reading.at("/mistakes/0/line").asInt()).isEqualTo(5);
        assertThat(reading.at("/tree/checks/maximum-score").asInt()).isEqualTo(11);
        JsonNode half = CENTER.call(
                        "POST",
                        "/api/v1/policy-drafts/check",
                        CENTER.administrator(),
                        "{\"document\":\"kind: AssurancePolicy\\nchecks:\\n\"}")
                .json();
        assertThat(half.path("tree").has("checks")).isTrue();
        assertThat(call("GET", "/d").status()).as("nothing is kept").isEqualTo(404);
    }

    private static String text(String name, String checks) {
        return "kind: AssurancePolicy\nname: " + name + "\nmode: audit\nchecks:\n" + checks;
    }

    private static long put(String name, String document) {
        Answer answer = CENTER.call(
                "PUT",
                "/api/v1/policies/" + name,
                CENTER.administrator(),
                JsonMapper.shared().writeValueAsString(Map.of("document", document)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("version").asLong();
    }

    private static String author(long version) {
        return call("GET", "/back/versions/" + version).json().path("changedBy").asString();
    }

    private static List<JsonNode> versions(String name) {
        return call("GET", "/" + name + "/versions")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private static Answer call(String method, String path) {
        return CENTER.call(method, "/api/v1/policies" + path, CENTER.administrator(), "");
    }
}
