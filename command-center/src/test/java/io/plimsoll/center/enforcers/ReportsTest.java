package io.plimsoll.center.enforcers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.api.enforcer.v1.Network;
import io.plimsoll.api.enforcer.v1.Port;
import io.plimsoll.center.containers.ContainerListing;
import io.plimsoll.center.network.NetworkListing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final String ID = "sha256:" + "a".repeat(64);

    @Test
    void labelsOfAnImageHoldNothingThatTheDatabaseRefuses() {
        Image image = Image.newBuilder()
                .setId(ID)
                .putLabels("a\0b", "c\0")
                .putLabels("long", "x".repeat(1023) + "\ud83d\ude00")
                .build();
        assertThat(Reports.images(ImagesReport.newBuilder().addImages(image).build())
                        .getFirst()
                        .labels())
                .isEqualTo(Map.of("ab", "c", "long", "x".repeat(1023)));
    }

    @Test
    void labelsOfAContainerHoldNothingThatTheDatabaseRefuses() {
        Container container =
                Container.newBuilder().setId("c").putLabels("\0", "\0").build();
        assertThat(Reports.containers(ContainersReport.newBuilder()
                                .addContainers(container)
                                .build())
                        .getFirst()
                        .engineLabels())
                .isEqualTo(Map.of("", ""));
    }

    @Test
    void manyLabelsAreCutOff() {
        Image.Builder image = Image.newBuilder().setId(ID);
        for (int i = 0; i < 2_000; i++) {
            image.putLabels("label-" + i, "");
        }
        assertThat(Reports.images(ImagesReport.newBuilder().addImages(image).build())
                        .getFirst()
                        .labels())
                .hasSize(1_000);
    }

    @Test
    void whoSharesTheNetworkOfAnotherIsOnItsNetworksAndReachedByItsPorts() {
        ContainersReport report = ContainersReport.newBuilder()
                .addContainers(Container.newBuilder()
                        .setId("first")
                        .addNetworks("front")
                        .addNetworks("back")
                        .addPorts(Port.newBuilder().setAddress("0.0.0.0").setPublished(80)))
                .addContainers(Container.newBuilder().setId("second").setNetworkOf("first"))
                .addContainers(Container.newBuilder().setId("third").setNetworkOf("second"))
                .addContainers(Container.newBuilder().setId("of-nobody").setNetworkOf("gone"))
                .addContainers(
                        Container.newBuilder().setId("a").setNetworkOf("b").addNetworks("front"))
                .addContainers(Container.newBuilder().setId("b").setNetworkOf("a"))
                .build();
        assertThat(Reports.containers(report))
                .extracting(ContainerListing::id, ContainerListing::networks, ContainerListing::isExposed)
                .containsExactly(
                        tuple("first", List.of("back", "front"), true),
                        tuple("second", List.of("back", "front"), true),
                        tuple("third", List.of("back", "front"), true),
                        tuple("of-nobody", List.of(), true),
                        tuple("a", List.of(), true),
                        tuple("b", List.of(), true));
    }

    @Test
    void longNetworkNamesAreShortenedWithoutBecomingTheSame() {
        String long1 = "\u7f51".repeat(500) + "1";
        String long2 = "\u7f51".repeat(500) + "2";
        ContainersReport report = ContainersReport.newBuilder()
                .addNetworks(Network.newBuilder().setName(long1))
                .addNetworks(Network.newBuilder().setName(long2))
                .addContainers(Container.newBuilder().setId("c").addNetworks(long2))
                .build();
        List<String> names =
                Reports.networks(report).stream().map(NetworkListing::name).toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .hasSize(2)
                .allSatisfy(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255));
        assertThat(Reports.containers(report).getFirst().networks()).containsExactly(names.getLast());
    }

    @Test
    void manyContainersOnManyNetworksAreCutOff() {
        Container.Builder owner = Container.newBuilder().setId("owner");
        ContainersReport.Builder report = ContainersReport.newBuilder();
        for (int i = 0; i < 20_000; i++) {
            owner.addNetworks("n" + i);
            report.addNetworks(Network.newBuilder().setName("n" + i));
            report.addContainers(Container.newBuilder().setId("c" + i).setNetworkOf("owner"));
        }
        List<ContainerListing> containers =
                Reports.containers(report.addContainers(owner).build());
        assertThat(containers).hasSize(20_001);
        assertThat(containers.getFirst().networks()).hasSize(100);
        assertThat(containers.stream().mapToInt(c -> c.networks().size()).sum()).isEqualTo(100_000);
        assertThat(Reports.networks(report.build())).hasSize(10_000);
    }

    @Test
    void ofNetworksWithOneNameTheFirstCounts() {
        ContainersReport report = ContainersReport.newBuilder()
                .addNetworks(Network.newBuilder().setName("back\0").setId("1"))
                .addNetworks(Network.newBuilder().setName("back").setId("2"))
                .addNetworks(Network.newBuilder().setId("nameless"))
                .build();
        assertThat(Reports.networks(report))
                .extracting(NetworkListing::name, NetworkListing::engineId)
                .containsExactly(tuple("back", "1"));
    }
}
