package io.plimsoll.center.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A disk that fails under the bundle in use.
class DamagedBundleIT {
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");
    private static final TestBundle BUNDLE = new TestBundle();

    @Test
    void theNextBundleIsTakenAndEverythingMatchedWithIt() throws IOException {
        try (TestCenter center = TestCenter.start()) {
            BUNDLE.trustedBy(center);
            assertThat(center.importBundle(BUNDLE.built(BUILT, "4.17.12")).status())
                    .isEqualTo(200);
            damage(center.data().resolve("intelligence/current.bundle"));
            try (TestEnforcer enforcer = TestEnforcer.enrol(center, "web-1").connect()) {
                enforcer.describe("web-1", "machine-1");
                enforcer.list(SHOP.listed("scanned"));
                enforcer.hear(FromCenter::hasInventory);
                enforcer.upload(SHOP.id().toString(), SHOP.inventory());
                assertThat(criticalFindings(center)).isZero();

                assertThat(center.importBundle(BUNDLE.built(BUILT.plusSeconds(60), "4.17.13"))
                                .status())
                        .isEqualTo(200);

                Wait.until("the image is matched with the next bundle", () -> criticalFindings(center) == 1);
            }
        }
    }

    private static void damage(Path bundle) throws IOException {
        try (FileChannel file = FileChannel.open(bundle, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(200), file.size() - 200);
        }
    }

    private static int criticalFindings(TestCenter center) {
        return center.get("/api/v1/images", center.administrator())
                .json()
                .at("/items/0/severities/critical")
                .asInt();
    }
}
