package io.plimsoll.enforcer.runtime;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One entry of `mounts` in a `config.json` (OCI runtime specification, "Mounts").
public final class RuntimeMount {
    private static final Set<String> ENGINE_INIT_PLACES = Set.of("/sbin/docker-init", "/dev/init");

    private final ObjectNode entry;

    RuntimeMount(ObjectNode entry) {
        this.entry = entry;
    }

    /// Where in the container, normalised: `/data`, never `/data/` or `/x/../data`.
    public String destination() {
        return Path.of("/")
                .resolve(entry.path("destination").asString(""))
                .normalize()
                .toString();
    }

    public List<String> options() {
        return StreamSupport.stream(entry.path("options").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /// Whether this is the init program of the engine itself, which `docker run --init` puts into the container
    /// as a single file that cannot be written. Refused, no such container would start; and it must be the host's
    /// own, or anything could be mounted under its name.
    public boolean isEngineInit() {
        return ENGINE_INIT_PLACES.contains(destination())
                && options().contains("ro")
                && HostProgram.isOwnedByRootAlone(
                        Path.of("/").resolve(entry.path("source").asString("")))
                && entry.path("source").asString("").endsWith("/docker-init");
    }

    void refuseExecution(boolean recursive) {
        Set<String> options = new LinkedHashSet<>(options());
        options.remove("exec");
        options.remove("rexec");
        options.add("noexec");
        if (recursive && options.contains("rbind")) {
            options.add("rnoexec");
        }
        if (!List.copyOf(options).equals(options())) {
            ArrayNode list = entry.putArray("options");
            options.forEach(list::add);
        }
    }
}
