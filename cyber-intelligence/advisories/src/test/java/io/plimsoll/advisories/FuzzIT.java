package io.plimsoll.advisories;

import io.plimsoll.advisories.bundle.DeltaTarget;
import io.plimsoll.advisories.bundle.TableTarget;
import io.plimsoll.advisories.versions.OrderTarget;
import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzIT {
    @Test
    void aHostileInventoryIsReadOrRefused() throws IOException {
        Fuzzing.run(InventoryTarget.class, 5_000, Map.of("inventory", text("""
                {"format":3,"files":[{"path":"/a","packages":[0]}],"scanner":"0.1.0","names":["a"],"layers":[],"packages":[{"name":"lodash","version":"4",
                 "type":"npm","purl":"pkg:npm/lodash@4","architecture":"","path":"/a","licences":["MIT"]}],
                 "executables":[],"unknownExecutables":1,"gaps":[{"code":"a","detail":"b","path":"c"}]}
                """)));
    }

    @Test
    void aTableThatLiesIsReadOrRefused() throws IOException {
        Fuzzing.run(TableTarget.class, 5_000, Map.of("table", new byte[] {1, 1, 9, 1, 'a', 0, 0, 0, 0, 0, 0, 0}));
    }

    @Test
    void aHostileDeltaGivesTheSignedBundleOrNone() throws IOException {
        Fuzzing.run(
                DeltaTarget.class, 3_000, Map.of("operations", DeltaTarget.operations(), "head", DeltaTarget.head()));
    }

    @Test
    void everySchemeOrdersWhateverItCanPlace() throws IOException {
        Fuzzing.run(
                OrderTarget.class,
                10_000,
                Map.of(
                        "debian", text("1:2.36-9+deb12u1\n2.36~rc1\n2.36"),
                        "alpine", text("1.2.3_rc1-r0\n1.2.3-r1\n1.2.3a"),
                        "python", text("1.0a1\n1.0.dev1\n1!0.1.post2"),
                        "semantic", text("1.0.0-alpha.1\n1.0.0-alpha.beta\n1.0.0")));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
