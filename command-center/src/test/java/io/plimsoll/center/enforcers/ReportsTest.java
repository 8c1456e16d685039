package io.plimsoll.center.enforcers;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
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
}
