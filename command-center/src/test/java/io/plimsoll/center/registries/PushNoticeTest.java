package io.plimsoll.center.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.center.server.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushNoticeTest {
    @Test
    void findsNothingInAnythingElse() {
        for (String body : new String[] {"{}", "[]", "null", "7", "{\"events\":7}", "{\"events\":[null]}"}) {
            assertThat(PushNotice.parse(body)).as(body).isEmpty();
        }
        assertThatThrownBy(() -> PushNotice.parse("{")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Distribution, several at once
                "{\"events\":[{\"action\":\"push\",\"target\":{\"repository\":\"shop/web\",\"tag\":\"1.4\"}}]}",
                // ACR
                "{\"action\":\"push\",\"target\":{\"repository\":\"shop/web\",\"tag\":\"1.4\"}}",
                // Harbor
                "{\"type\":\"PUSH_ARTIFACT\",\"event_data\":{\"resources\":[{\"tag\":\"1.4\"}],\"repository\":{\"repo_full_name\":\"shop/web\"}}}",
                // Docker Hub
                "{\"push_data\":{\"tag\":\"1.4\"},\"repository\":{\"repo_name\":\"shop/web\"}}",
                // Quay
                "{\"repository\":\"shop/web\",\"updated_tags\":[\"1.4\"]}"
            })
    void readsTheFormsOfAllRegistries(String body) {
        assertThat(PushNotice.parse(body)).containsExactly(new PushNotice("shop/web", "1.4"));
    }

    @Test
    void takesNoNameThatNoRegistryHas() {
        for (String name : new String[] {
            "../web",
            "shop web",
            "Shop/Web",
            "shop/web?x=1",
            "-web",
            "",
            "shop/../web",
            "shop//web",
            "shop/web/",
            "a".repeat(256)
        }) {
            String body = "{\"repository\":\"" + name + "\",\"updated_tags\":[\"1\"]}";
            assertThat(PushNotice.parse(body)).as(name).isEmpty();
        }
        assertThat(PushNotice.parse("{\"repository\":\"web\",\"updated_tags\":[\"1/2\",\"\",\".x\"]}"))
                .isEmpty();
    }
}
