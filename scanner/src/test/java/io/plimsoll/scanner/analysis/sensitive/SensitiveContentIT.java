package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.testkit.TestImage;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// False alarms on trees that hold nothing: a base system, and applications with their libraries.
class SensitiveContentIT {
    @ParameterizedTest
    @EnumSource(names = {"DEBIAN", "NODE_APPLICATION", "JAVA_APPLICATION"})
    void realTreesGiveNoFalseAlarm(TestImage image) throws Exception {
        Inventory inventory = Scans.scan(
                Kind.ROOTFS, Files.readAllBytes(image.rootTar()), io.plimsoll.scanner.bounds.Limits.defaults());
        SensitiveContent sensitive = Objects.requireNonNull(inventory.sensitive());

        System.out.printf(
                "false alarms in %s: %d leaks, %d card numbers%n",
                image, sensitive.leaks().size(), sensitive.cardNumbers().size());
        assertThat(sensitive.leaks()).isEmpty();
        assertThat(sensitive.cardNumbers()).isEmpty();
        assertThat(inventory.gaps()).noneMatch(gap -> gap.code().equals("limit-leaks"));
    }
}
