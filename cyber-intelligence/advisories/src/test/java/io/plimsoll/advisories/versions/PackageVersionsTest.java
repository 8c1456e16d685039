package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.PackageType;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PackageVersionsTest {
    @Test
    void cannotPlaceWhatIsNoVersion() {
        assertThat(PackageVersions.compare(PackageType.DEB, "", "1")).isEmpty();
        assertThat(PackageVersions.compare(PackageType.NPM, "1.0.0", "latest")).isEmpty();
        assertThat(PackageVersions.compare(PackageType.CONDA, "1", "2")).isEmpty();
    }

    @Test
    void ordersEachKindByItsOwnScheme() {
        for (PackageType type : EnumSet.complementOf(EnumSet.of(PackageType.CONDA))) {
            String prefix = type == PackageType.GOLANG ? "v" : "";
            assertThat(PackageVersions.compare(type, prefix + "1.9.0", prefix + "1.10.0"))
                    .as(type.purlType())
                    .matches(order -> order.isPresent() && order.getAsInt() < 0);
        }
        assertThat(PackageVersions.compare(PackageType.DEB, "1.0~rc1", "1.0").orElseThrow())
                .isNegative();
        assertThat(PackageVersions.compare(PackageType.DEB, "1:1.0", "2.0").orElseThrow())
                .isPositive();
        assertThat(PackageVersions.compare(PackageType.APK, "3.0.11-r0", "3.0.11-r0"))
                .isEqualTo(OptionalInt.of(0));
    }
}
