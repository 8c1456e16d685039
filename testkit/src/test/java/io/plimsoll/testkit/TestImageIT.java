package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class TestImageIT {
    @Test
    void tinyHoldsAShellAndAUser() {
        assertThat(contents(TestImage.TINY)).contains("./bin/busybox", "./bin/sh", "./home/app/");
    }

    @Test
    void debianIsAWholeDistributionFromTheMainSuite() {
        assertThat(installed(TestImage.DEBIAN)).contains("Package: dpkg", "Package: openssl", "Package: curl");
        assertThat(contents(TestImage.DEBIAN)).contains("./etc/debian_version", "./usr/bin/curl");
    }

    @Test
    void debianOldHoldsItsPinnedPackages() {
        assertThat(installed(TestImage.DEBIAN_OLD)).contains("Package: sudo", "Package: libxml2", "Version: 2.36-9");
    }

    @Test
    void nodeApplicationHoldsItsPackages() {
        assertThat(contents(TestImage.NODE_APPLICATION))
                .contains("./app/node_modules/lodash/package.json", "./app/node_modules/is-odd/package.json");
        assertThat(file(TestImage.NODE_APPLICATION, "./app/node_modules/lodash/package.json"))
                .contains("4.17.15");
    }

    @Test
    void javaApplicationHoldsAFatAndAShadedJar() {
        assertThat(contents(TestImage.JAVA_APPLICATION)).contains("./app/shop.jar", "./app/shaded.jar");
        Path tar = TestImage.JAVA_APPLICATION.rootTar();
        String unpacked = Command.of("bash", "-c")
                .with("d=$(mktemp -d) && tar -xf " + tar + " -C $d ./app && unzip -l $d/app/shop.jar"
                        + " && unzip -l $d/app/shaded.jar; rm -rf $d")
                .run()
                .outputOrFail();
        assertThat(unpacked)
                .contains(
                        "BOOT-INF/lib/log4j-core-2.14.1.jar",
                        "META-INF/maven/com.google.code.gson/gson/pom.properties");
    }

    private static List<String> contents(TestImage image) {
        Machine.requireEngine();
        return Command.of("tar", "-tf", image.rootTar().toString())
                .run()
                .outputOrFail()
                .lines()
                .toList();
    }

    private static String installed(TestImage image) {
        return file(image, "./var/lib/dpkg/status");
    }

    private static String file(TestImage image, String path) {
        Machine.requireEngine();
        return Command.of("tar", "-xOf", image.rootTar().toString(), path).run().outputOrFail();
    }
}
