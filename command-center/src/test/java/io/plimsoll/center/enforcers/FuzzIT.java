package io.plimsoll.center.enforcers;

import io.plimsoll.api.enforcer.v1.Capability;
import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.api.enforcer.v1.Network;
import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzIT {
    @Test
    void aHostileReportBecomesOneThatTheDatabaseKeeps() throws IOException {
        Fuzzing.run(
                ReportsTarget.class,
                20_000,
                Map.of(
                        "host",
                        FromEnforcer.newBuilder()
                                .setHost(HostReport.newBuilder()
                                        .setHostName("a")
                                        .addCapabilities(Capability.newBuilder().setName("shim")))
                                .build()
                                .toByteArray(),
                        "images",
                        FromEnforcer.newBuilder()
                                .setImages(ImagesReport.newBuilder()
                                        .addImages(Image.newBuilder()
                                                .setId("sha256:" + "a".repeat(64))
                                                .addNames("web:1")
                                                .putLabels("a", "b\0")))
                                .build()
                                .toByteArray(),
                        "containers",
                        FromEnforcer.newBuilder()
                                .setContainers(ContainersReport.newBuilder()
                                        .addContainers(Container.newBuilder()
                                                .setId("c")
                                                .setState("running")
                                                .addNetworks("back")
                                                .putLabels("a", "b"))
                                        .addNetworks(Network.newBuilder()
                                                .setName("back")
                                                .addSubnets("10.0.0.0/24")))
                                .build()
                                .toByteArray()));
    }
}
