package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.engine.ContainerSummary;
import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineEvent;
import io.plimsoll.engine.EngineInfo;
import io.plimsoll.engine.EventStream;
import io.plimsoll.engine.ImageSummary;
import io.plimsoll.engine.NetworkSummary;
import io.plimsoll.model.Digest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine client against a real Docker Engine. It is here because the test kit stands above the client.
@Tag("engine")
class EngineIT {
    private static TestEngine testEngine;
    private static Engine engine;
    private static Digest tiny;

    @BeforeAll
    static void startEngine() {
        testEngine = TestEngine.start(EngineOptions.withoutBridge());
        engine = testEngine.client();
        tiny = TestImage.TINY.importInto(testEngine, "shop/web:1.2", "LABEL pci=yes", "USER app");
    }

    @AfterAll
    static void closeEngine() {
        if (testEngine != null) {
            testEngine.close();
        }
    }

    @Test
    void learnsWhoTheEngineIs() {
        EngineInfo info = engine.info();
        assertThat(info.dataRoot()).isEqualTo(testEngine.dataRoot().toString());
        assertThat(info.runtimes()).containsKey("runc");
        assertThat(info.defaultRuntime()).isEqualTo("runc");
        assertThat(info.storageDriver()).isEqualTo("overlay2");
        assertThat(info.id()).isNotEmpty();
        assertThat(info.serverVersion()).isNotEmpty();
        assertThat(info.liveRestore()).isFalse();
        assertThat(info.processors()).isPositive();
    }

    @Test
    void listsAndInspectsImages() {
        assertThat(engine.images(false)).extracting(ImageSummary::id).contains(tiny);
        ImageSummary image = engine.images(false).stream()
                .filter(i -> i.id().equals(tiny))
                .findFirst()
                .orElseThrow();
        assertThat(image.tags()).contains("shop/web:1.2");
        assertThat(image.labels()).containsEntry("pci", "yes");
        assertThat(engine.imageInspect("shop/web:1.2"))
                .map(i -> i.path("Config").path("User").asString())
                .contains("app");
        assertThat(engine.imageInspect("ghost")).isEmpty();
    }

    @Test
    void listsAndInspectsContainers() {
        String id = testEngine
                .docker("create", "--name", "web", "--label", "a=b", "-v", "/tmp:/host:ro", "shop/web:1.2", "true")
                .outputOrFail();
        ContainerSummary container = engine.containers(true).stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(container.names()).containsExactly("web");
        assertThat(container.imageId()).isEqualTo(tiny);
        assertThat(container.state()).isEqualTo("created");
        assertThat(container.labels()).isEqualTo(Map.of("a", "b", "pci", "yes"));
        assertThat(container.mounts()).containsExactly(new ContainerSummary.Mount("bind", "/tmp", "/host", false));
        assertThat(engine.containers(false)).noneMatch(c -> c.id().equals(id));
        assertThat(engine.containerInspect("web")).isPresent();
        testEngine.docker("rm", id).outputOrFail();
        assertThat(engine.containerInspect("web")).isEmpty();
    }

    @Test
    void listsNetworksAndWhoIsOnThem() {
        String network = testEngine
                .docker("network", "create", "--internal", "--subnet", "10.213.0.0/24", "--label", "a=b", "back")
                .outputOrFail();
        try {
            assertThat(engine.networks())
                    .contains(new NetworkSummary(
                            network, "back", "bridge", true, List.of("10.213.0.0/24"), Map.of("a", "b")))
                    .extracting(NetworkSummary::name)
                    .contains("host", "none");
            String first = testEngine
                    .docker("create", "--network", "back", "shop/web:1.2", "true")
                    .outputOrFail();
            String second = testEngine
                    .docker("create", "--network", "container:" + first, "shop/web:1.2", "true")
                    .outputOrFail();
            String early = testEngine
                    .docker("create", "--network", "container:later", "shop/web:1.2", "true")
                    .outputOrFail();
            String later = testEngine
                    .docker("create", "--name", "later", "shop/web:1.2", "true")
                    .outputOrFail();
            List<ContainerSummary> all = engine.containers(true);
            assertThat(all)
                    .filteredOn(c -> List.of(first, second, early, later).contains(c.id()))
                    .extracting(ContainerSummary::id, c -> c.networkOwner(all))
                    .containsExactlyInAnyOrder(
                            tuple(first, Optional.empty()),
                            tuple(second, Optional.of(first)),
                            tuple(early, Optional.of(later)),
                            tuple(later, Optional.empty()));
            assertThat(all)
                    .filteredOn(c -> c.id().equals(first) || c.id().equals(second))
                    .extracting(ContainerSummary::network, ContainerSummary::networks)
                    .containsExactlyInAnyOrder(tuple("back", List.of("back")), tuple("container:" + first, List.of()));
            testEngine.docker("rm", first, second, early, later).outputOrFail();
        } finally {
            testEngine.docker("network", "rm", "back").outputOrFail();
        }
    }

    @Test
    void exportsAnImageThatTheEngineLoadsAgain(@TempDir Path directory) throws Exception {
        Path archive = directory.resolve("image.tar");
        try (InputStream image = engine.exportImage("shop/web:1.2")) {
            Files.copy(image, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(testEngine.docker("load", "-i", archive.toString()).outputOrFail())
                .contains("shop/web:1.2");
    }

    @Test
    void followsEventsAndGoesOnWhereItStopped() {
        EngineEvent create;
        try (EventStream events = engine.events(Optional.empty())) {
            testEngine.docker("run", "--rm", "shop/web:1.2", "true").outputOrFail();
            create = await(events, "create");
            assertThat(create.type()).isEqualTo("container");
            assertThat(create.attributes()).containsEntry("image", "shop/web:1.2");
        }
        try (EventStream events = engine.events(Optional.of(create.at()))) {
            assertThat(await(events, "create"))
                    .as("the last one seen comes again")
                    .isEqualTo(create);
            assertThat(await(events, "die").actorId()).isEqualTo(create.actorId());
        }
    }

    private static EngineEvent await(EventStream events, String action) {
        while (true) {
            EngineEvent event = events.next().orElseThrow();
            if (event.action().equals(action)) {
                return event;
            }
        }
    }
}
