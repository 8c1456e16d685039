package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The Command Center as `./plimsoll up` starts it has the program that asks registries, and may run it.
@Tag("kernel")
@ExtendWith(SharedHost.class)
class RegistryProgramIT {
    @Test
    void saysOfARegistryThatNothingIsThere(SharedHost.Protected shared) {
        JsonNode answer = shared.administrator().post("/registry-tests", """
                {"name": "away", "kind": "oci", "address": "127.0.0.1:9", "plainHttp": true}
                """);

        assertThat(answer.path("works").asBoolean()).as("%s", answer).isFalse();
        assertThat(answer.path("message").asString())
                .isEqualTo("nothing can be connected to at 127.0.0.1:9; check that it runs");
    }
}
