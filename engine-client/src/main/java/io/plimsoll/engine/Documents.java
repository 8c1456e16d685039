package io.plimsoll.engine;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The engine's JSON as our records. Absent and null fields read as empty, as the engines' own client reads them.
final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The years 1 to 9999 in seconds: Go's dates. What is beyond becomes the last one, for the makers of images choose
    /// them, and one image must not hide all others.
    private static final long EARLIEST = -62_135_596_800L;

    private static final long LATEST = 253_402_300_799L;

    private Documents() {}

    /// @throws IllegalArgumentException if the bytes are no JSON
    static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static EngineInfo info(JsonNode node) {
        Map<String, String> runtimes = new HashMap<>();
        node.path("Runtimes").properties().forEach(e -> runtimes.put(e.getKey(), text(e.getValue(), "path")));
        return new EngineInfo(
                text(node, "ID"),
                text(node, "Name"),
                text(node, "ServerVersion"),
                text(node, "DockerRootDir"),
                text(node, "Driver"),
                text(node, "CgroupVersion"),
                text(node, "CgroupDriver"),
                text(node, "OperatingSystem"),
                text(node, "KernelVersion"),
                text(node, "Architecture"),
                node.path("NCPU").asInt(0),
                node.path("MemTotal").asLong(0),
                runtimes,
                text(node, "DefaultRuntime"),
                texts(node, "SecurityOptions"),
                node.path("LiveRestoreEnabled").asBoolean(false));
    }

    static ImageSummary image(JsonNode node) {
        return new ImageSummary(
                Digest.parse(text(node, "Id")),
                Optional.of(text(node, "ParentId")).filter(p -> !p.isEmpty()).map(Digest::parse),
                texts(node, "RepoTags").stream()
                        .filter(t -> !t.startsWith("<none>"))
                        .toList(),
                texts(node, "RepoDigests").stream()
                        .filter(d -> !d.startsWith("<none>"))
                        .toList(),
                seconds(node, "Created"),
                node.path("Size").asLong(0),
                map(node, "Labels"));
    }

    static ContainerSummary container(JsonNode node) {
        return new ContainerSummary(
                text(node, "Id"),
                texts(node, "Names").stream()
                        .map(n -> n.startsWith("/") ? n.substring(1) : n)
                        .toList(),
                Digest.parse(text(node, "ImageID")),
                text(node, "Image"),
                text(node, "Command"),
                seconds(node, "Created"),
                text(node, "State"),
                text(node, "Status"),
                map(node, "Labels"),
                node.path("Mounts").valueStream().map(Documents::mount).toList(),
                node.path("Ports").valueStream().map(Documents::port).toList(),
                text(node.path("HostConfig"), "NetworkMode"),
                node.path("NetworkSettings")
                        .path("Networks")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    static NetworkSummary network(JsonNode node) {
        String driver = text(node, "Driver");
        return new NetworkSummary(
                text(node, "Id"),
                text(node, "Name"),
                driver,
                driver.equals("null") || node.path("Internal").asBoolean(false),
                node.path("IPAM")
                        .path("Config")
                        .valueStream()
                        .map(range -> text(range, "Subnet"))
                        .filter(subnet -> !subnet.isEmpty())
                        .toList(),
                map(node, "Labels"));
    }

    private static ContainerSummary.Port port(JsonNode node) {
        return new ContainerSummary.Port(
                text(node, "IP"),
                node.path("PublicPort").asInt(0),
                node.path("PrivatePort").asInt(0),
                text(node, "Type"));
    }

    private static ContainerSummary.Mount mount(JsonNode node) {
        return new ContainerSummary.Mount(
                text(node, "Type"),
                text(node, "Source"),
                text(node, "Destination"),
                node.path("RW").asBoolean(false));
    }

    static EngineEvent event(byte[] line) {
        JsonNode node = parse(line);
        long nanos = node.path("timeNano").asLong(0);
        return new EngineEvent(
                text(node, "Type"),
                text(node, "Action"),
                text(node.path("Actor"), "ID"),
                map(node.path("Actor"), "Attributes"),
                Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
    }

    /// The engine's reason for a refusal: `{"message":"..."}`, or the plain text of what else answers there.
    static String refusal(byte[] body) {
        String raw = new String(body, StandardCharsets.UTF_8);
        try {
            String message = text(parse(body), "message");
            return message.isEmpty() ? raw : message;
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : "";
    }

    private static Instant seconds(JsonNode node, String field) {
        return Instant.ofEpochSecond(Math.clamp(node.path(field).asLong(0), EARLIEST, LATEST));
    }

    private static List<String> texts(JsonNode node, String field) {
        return strings(node.path(field)).toList();
    }

    private static Stream<String> strings(JsonNode list) {
        return list.isArray() ? list.valueStream().filter(JsonNode::isString).map(JsonNode::asString) : Stream.empty();
    }

    private static Map<String, String> map(JsonNode node, String field) {
        Map<String, String> map = new HashMap<>();
        JsonNode value = node.path(field);
        if (value.isObject()) {
            value.properties().forEach(e -> map.put(e.getKey(), e.getValue().asString("")));
        }
        return map;
    }
}
