package io.plimsoll.enforcer.engine;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.engine.EngineInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must be known of the engine before it answers: while it boots, it already starts containers.
///
/// @param id the engine's own, the same over restarts
/// @param driver its storage driver
record EngineIdentity(String id, Path dataRoot, String driver) {
    static EngineIdentity of(EngineInfo info) {
        return new EngineIdentity(info.id(), Path.of(info.dataRoot()), info.storageDriver());
    }

    EngineFiles files() {
        return new EngineFiles(dataRoot, driver);
    }

    /// The identity that was kept; empty if there is none, or none that can be understood.
    static Optional<EngineIdentity> read(WholeFile file) {
        return file.read().flatMap(json -> {
            try {
                JsonNode tree = JsonMapper.shared().readTree(json);
                return Optional.of(new EngineIdentity(
                        tree.required("id").asString(),
                        Path.of(tree.required("dataRoot").asString()),
                        tree.required("driver").asString()));
            } catch (JacksonException e) {
                return Optional.empty();
            }
        });
    }

    void write(WholeFile file) {
        file.write(JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("dataRoot", dataRoot.toString())
                .put("driver", driver)
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }
}
