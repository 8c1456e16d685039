package io.plimsoll.enforcer.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A container's `config.json`. Immutable; what it does not know of, it keeps.
public final class RuntimeConfiguration {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(16 * 1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String HOOK = "plimsoll-hook";

    private final ObjectNode document;

    private RuntimeConfiguration(ObjectNode document) {
        this.document = document;
    }

    /// Reads the bytes of a `config.json`.
    ///
    /// @throws MalformedConfigurationException if they are none
    public static RuntimeConfiguration parse(byte[] bytes) {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode document) {
                return new RuntimeConfiguration(document).requireKnownShape();
            }
            throw new MalformedConfigurationException("it is no JSON object");
        } catch (JacksonException e) {
            throw new MalformedConfigurationException(e.getOriginalMessage());
        }
    }

    private RuntimeConfiguration requireKnownShape() {
        JsonNode mounts = document.path("mounts");
        boolean known = document.path("root").path("path").isString()
                && isPath(document.path("root").path("path"))
                && (mounts.isMissingNode() || mounts.isNull() || isListOfMounts(mounts))
                && isAbsentOrTexts(document.path("process").path("capabilities").path("bounding"))
                && (document.path("hooks").isMissingNode()
                        || document.path("hooks").isNull()
                        || document.path("hooks").isObject());
        if (!known) {
            throw new MalformedConfigurationException(
                    "'root.path', 'mounts', 'process.capabilities.bounding' or 'hooks' are not what they should be");
        }
        return this;
    }

    private static boolean isListOfMounts(JsonNode node) {
        return node.isArray()
                && StreamSupport.stream(node.spliterator(), false)
                        .allMatch(mount -> mount.isObject()
                                && isPath(mount.path("destination"))
                                && isPath(mount.path("source"))
                                && isAbsentOrTexts(mount.path("options")));
    }

    /// Linux paths hold no NUL.
    private static boolean isPath(JsonNode node) {
        return node.asString("").indexOf('\0') < 0;
    }

    private static boolean isAbsentOrTexts(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isArray()
                        && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isString));
    }

    /// The root file system as the host sees it.
    ///
    /// @param bundle the folder that a relative path counts from
    public Path root(Path bundle) {
        return bundle.resolve(document.path("root").path("path").asString()).normalize();
    }

    /// What is mounted into the container, in order.
    public List<RuntimeMount> mounts() {
        return StreamSupport.stream(document.path("mounts").spliterator(), false)
                .map(m -> new RuntimeMount((ObjectNode) m))
                .toList();
    }

    /// Whether the container gets rights with which it can undo what is done here: mount, load into the kernel,
    /// or trace processes of the host.
    public boolean isPowerful() {
        return StreamSupport.stream(
                        document.path("process")
                                .path("capabilities")
                                .path("bounding")
                                .spliterator(),
                        false)
                .map(JsonNode::asString)
                .anyMatch(Set.of("CAP_SYS_ADMIN", "CAP_SYS_MODULE", "CAP_BPF", "CAP_SYS_PTRACE")::contains);
    }

    /// The mount points on which files may be executed after [#withoutExecution] of the same paths: those that policy
    /// names, and the single program that the engine puts in front (`docker run --init`).
    public List<String> executableMounts(Set<String> allowed) {
        return mounts().stream()
                .filter(m -> m.isEngineInit() || allowed.contains(m.destination()))
                .map(RuntimeMount::destination)
                .distinct()
                .toList();
    }

    /// The same with `noexec` on everything that is mounted from outside the image, except where policy allows it.
    ///
    /// @param allowed container paths of mounts on which files may be executed
    /// @param recursive whether the runtime knows `rnoexec`, which also covers what is mounted below a bind mount
    public RuntimeConfiguration withoutExecution(Set<String> allowed, boolean recursive) {
        ObjectNode changed = document.deepCopy();
        for (JsonNode node : changed.path("mounts")) {
            RuntimeMount mount = new RuntimeMount((ObjectNode) node);
            if (!mount.isEngineInit() && !allowed.contains(mount.destination())) {
                mount.refuseExecution(recursive);
            }
        }
        return new RuntimeConfiguration(changed);
    }

    /// The same with the hook through which the shim asks a second time, when the container's processes exist and none
    /// has run yet.
    public RuntimeConfiguration withHook(Path shim) {
        ObjectNode changed = document.deepCopy();
        ArrayNode hooks = list(object(changed, "hooks"), "createRuntime");
        boolean there = StreamSupport.stream(hooks.spliterator(), false)
                .anyMatch(h -> h.path("path").asString("").equals(shim.toString())
                        && h.path("args").path(1).asString("").equals(HOOK));
        if (!there) {
            ObjectNode hook = hooks.addObject().put("path", shim.toString());
            hook.putArray("args").add(shim.toString()).add(HOOK);
        }
        return new RuntimeConfiguration(changed);
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }

    private static ArrayNode list(ObjectNode parent, String name) {
        return parent.path(name) instanceof ArrayNode child ? child : parent.putArray(name);
    }

    public byte[] bytes() {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuntimeConfiguration that && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }
}
