package io.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final String IMAGE_ID = "sha256:" + "ab".repeat(32);

    @Test
    void listsNothingOnAnEmptyEngine() throws IOException {
        try (var engine = ScriptedEngine.saying(ScriptedEngine.json(200, "[]"))) {
            assertThat(Engine.at(engine.socket()).images(true)).isEmpty();
            assertThat(Engine.at(engine.socket()).containers(true)).isEmpty();
        }
    }

    @Test
    void agreesOnTheVersionOnceAndSpeaksIt() throws IOException {
        try (var scripted = ScriptedEngine.saying(ScriptedEngine.json(200, "{}"))) {
            Engine engine = Engine.at(scripted.socket());
            engine.info();
            engine.info();
            assertThat(scripted.requests())
                    .containsExactly("GET /_ping HTTP/1.1", "GET /v1.41/info HTTP/1.1", "GET /v1.41/info HTTP/1.1");
        }
    }

    @Test
    void agreesAnewAfterTheEngineWasUpgradedUnderIt() throws IOException {
        String tooOld = ScriptedEngine.json(400, "{\"message\":\"client version 1.41 is too old\"}");
        try (var scripted = ScriptedEngine.saying(tooOld)) {
            Engine engine = Engine.at(scripted.socket());
            assertThatThrownBy(engine::info).hasMessageContaining("client version 1.41 is too old");
            assertThatThrownBy(engine::info).isInstanceOf(EngineRefusedException.class);
            assertThat(scripted.requests())
                    .filteredOn(r -> r.startsWith("GET /_ping"))
                    .hasSize(2);
        }
    }

    @Test
    void readsTheDescriptionOfAnEngine() throws IOException {
        String answer = """
                {"ID":"QXW6","Name":"ship","ServerVersion":"20.10.24","DockerRootDir":"/var/lib/docker","Driver":"overlay2",
                 "CgroupVersion":"1","CgroupDriver":"cgroupfs","OperatingSystem":"Debian 12","KernelVersion":"6.1",
                 "Architecture":"x86_64","NCPU":2,"MemTotal":1024,"DefaultRuntime":"runc","LiveRestoreEnabled":true,
                 "Runtimes":{"runc":{"path":"/usr/sbin/runc"},"io.containerd.runc.v2":{"path":"runc"}},
                 "SecurityOptions":["name=seccomp,profile=default"],"Warnings":null}""";
        try (var engine = ScriptedEngine.saying(ScriptedEngine.json(200, answer))) {
            assertThat(Engine.at(engine.socket()).info())
                    .isEqualTo(new EngineInfo(
                            "QXW6",
                            "ship",
                            "20.10.24",
                            "/var/lib/docker",
                            "overlay2",
                            "1",
                            "cgroupfs",
                            "Debian 12",
                            "6.1",
                            "x86_64",
                            2,
                            1024,
                            Map.of("runc", "/usr/sbin/runc", "io.containerd.runc.v2", "runc"),
                            "runc",
                            List.of("name=seccomp,profile=default"),
                            true));
        }
    }

    @Test
    void readsImagesAndLeavesOutNamesThatSayNone() throws IOException {
        String answer = "[{\"Id\":\"" + IMAGE_ID + "\",\"ParentId\":\"\",\"RepoTags\":[\"<none>:<none>\"],"
                + "\"RepoDigests\":null,\"Created\":1700000000,\"Size\":42,\"Labels\":{\"a\":\"b\"}}]";
        try (var engine = ScriptedEngine.saying(ScriptedEngine.json(200, answer))) {
            assertThat(Engine.at(engine.socket()).images(false))
                    .containsExactly(new ImageSummary(
                            Digest.parse(IMAGE_ID),
                            Optional.empty(),
                            List.of(),
                            List.of(),
                            Instant.ofEpochSecond(1700000000),
                            42,
                            Map.of("a", "b")));
        }
    }

    @Test
    void readsContainers() throws IOException {
        String answer = "[{\"Id\":\"c1\",\"Names\":[\"/web\"],\"Image\":\"shop/web\",\"ImageID\":\"" + IMAGE_ID
                + "\",\"Command\":\"sh\",\"Created\":1,\"State\":\"running\",\"Status\":\"Up\",\"Labels\":null,"
                + "\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/a\",\"Destination\":\"/b\",\"RW\":true}],"
                + "\"Ports\":[{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,\"PublicPort\":8080,\"Type\":\"tcp\"},"
                + "{\"PrivatePort\":443,\"Type\":\"tcp\"}],\"HostConfig\":{\"NetworkMode\":\"shop_front\"},"
                + "\"NetworkSettings\":{\"Networks\":{\"shop_front\":{\"NetworkID\":\"n1\"},\"shop_back\":null}}}]";
        try (var engine = ScriptedEngine.saying(ScriptedEngine.json(200, answer))) {
            assertThat(Engine.at(engine.socket()).containers(true))
                    .containsExactly(new ContainerSummary(
                            "c1",
                            List.of("web"),
                            Digest.parse(IMAGE_ID),
                            "shop/web",
                            "sh",
                            Instant.ofEpochSecond(1),
                            "running",
                            "Up",
                            Map.of(),
                            List.of(new ContainerSummary.Mount("bind", "/a", "/b", true)),
                            List.of(
                                    new ContainerSummary.Port("0.0.0.0", 8080, 80, "tcp"),
                                    new ContainerSummary.Port("", 0, 443, "tcp")),
                            "shop_front",
                            List.of("shop_back", "shop_front")));
        }
    }

    @Test
    void readsNetworks() throws IOException {
        String answer =
                "[{\"Id\":\"n1\",\"Name\":\"shop_back\",\"Driver\":\"bridge\",\"Internal\":true,\"IPAM\":{\"Config\":"
                        + "[{\"Subnet\":\"172.20.0.0/16\",\"Gateway\":\"172.20.0.1\"},{\"Gateway\":\"10.0.0.1\"}]},"
                        + "\"Labels\":{\"com.docker.compose.project\":\"shop\"}},"
                        + "{\"Id\":\"n2\",\"Name\":\"none\",\"Driver\":\"null\",\"IPAM\":{\"Config\":null},\"Labels\":null}]";
        try (var engine = ScriptedEngine.saying(ScriptedEngine.json(200, answer))) {
            assertThat(Engine.at(engine.socket()).networks())
                    .containsExactly(
                            new NetworkSummary(
                                    "n1",
                                    "shop_back",
                                    "bridge",
                                    true,
                                    List.of("172.20.0.0/16"),
                                    Map.of("com.docker.compose.project", "shop")),
                            new NetworkSummary("n2", "none", "null", true, List.of(), Map.of()));
        }
    }

    @Test
    void findsNoImageWhereTheEngineKnowsNone() throws IOException {
        String answer = ScriptedEngine.json(404, "{\"message\":\"No such image: ghost\"}");
        try (var engine = ScriptedEngine.saying(answer)) {
            assertThat(Engine.at(engine.socket()).imageInspect("ghost")).isEmpty();
            assertThatThrownBy(() -> Engine.at(engine.socket()).exportImage("ghost"))
                    .isInstanceOf(EngineRefusedException.class)
                    .hasMessage("the container engine refused 'GET /v1.41/images/ghost/get' with 404: No such image:"
                            + " ghost");
        }
    }

    @Test
    void letsNoNameReachAnotherPathOfTheApi() {
        Engine engine = Engine.at(Path.of("/nowhere"));
        for (String name : List.of("", "../containers", "a/../../info", "a?x=1", "a b", "a\r\nX: y", "/a", "a//b")) {
            assertThatThrownBy(() -> engine.imageInspect(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsSlashTagAndDigestOfANameInItsPath() throws IOException {
        try (var scripted = ScriptedEngine.saying(ScriptedEngine.json(200, "{}"))) {
            Engine engine = Engine.at(scripted.socket());
            engine.imageInspect("host:5000/shop/web@" + IMAGE_ID);
            assertThat(scripted.requests())
                    .contains("GET /v1.41/images/host:5000/shop/web%40" + IMAGE_ID + "/json HTTP/1.1");
        }
    }

    @Test
    void streamsAnImageInChunks() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String body = String.join("\r\n", "3", "abc", "A", "0123456789", "0", "", "");
        try (var engine = ScriptedEngine.saying(head + body);
                InputStream image = Engine.at(engine.socket()).exportImage("x")) {
            assertThat(new String(image.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abc0123456789");
        }
    }

    @Test
    void saysWhereNobodyListensAndWhatToDo(@TempDir Path directory) throws IOException {
        Path absent = directory.resolve("absent.sock");
        assertThatThrownBy(() -> Engine.at(absent).ping())
                .isInstanceOf(EngineUnreachableException.class)
                .hasMessageStartingWith("the container engine does not answer at " + absent)
                .hasMessageContaining("docker info");
        Path file = Files.createFile(directory.resolve("file.sock"));
        assertThatThrownBy(() -> Engine.at(file).ping()).isInstanceOf(EngineUnreachableException.class);
    }
}
