package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The installer where dpkg owns runc: real packages, unpacked into a folder of the test, with books of the test's own.
@NeedsRoot
@Timeout(240)
class InstallerDpkgIT {
    @TempDir
    Path directory;

    Installation host;

    @BeforeEach
    void raise() throws Exception {
        boolean debian = Files.exists(Path.of("/usr/bin/dpkg-deb"));
        if (!debian) {
            System.err.println("SKIPPED InstallerDpkgIT: no dpkg here");
        }
        Assumptions.assumeTrue(debian, "dpkg");
        host = new Installation(directory.resolve("sbin"));
        unpack("1.1");
    }

    /// Builds the package of runc in that version, and installs it.
    private void unpack(String version) throws Exception {
        Path tree = directory.resolve("package-" + version);
        if (!Files.exists(tree)) {
            Path runc = Path.of(tree.toString(), host.runc().toString());
            Files.createDirectories(runc.getParent());
            Installation.writeRunc(runc, version);
            Files.createDirectories(tree.resolve("DEBIAN"));
            Files.writeString(tree.resolve("DEBIAN/control"), """
                    Package: plimsoll-test-runc
                    Version: %s
                    Architecture: all
                    Maintainer: Plimsoll tests <tests@example.org>
                    Description: a runc for the tests of the installer
                    """.formatted(version));
            succeed(
                    "dpkg-deb",
                    "--build",
                    tree.toString(),
                    directory.resolve(version + ".deb").toString());
        }
        succeed(
                "dpkg",
                "--force-downgrade",
                "--log=/dev/null",
                "-i",
                directory.resolve(version + ".deb").toString());
    }

    private void succeed(String... command) throws Exception {
        Run.Result result = host.run(List.of(command));
        assertThat(result.exit()).as(result.toString()).isZero();
    }

    private String diversions() throws Exception {
        return host.run(List.of("dpkg-divert", "--list", "*runc*")).out();
    }

    @Test
    void divertsThePackagesFile() throws Exception {
        assertThat(host.install().exit()).isZero();

        assertThat(diversions()).isEqualTo("local diversion of %s to %s\n".formatted(host.runc(), host.real()));
        assertThat(host.status().out()).contains("state=installed", "diverted=yes");
        assertThat(host.version()).isEqualTo("1.1");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        host.install();
        host.install();

        assertThat(host.restore().exit()).isZero();

        assertThat(diversions()).isEmpty();
        assertThat(host.files()).containsExactly("runc");
        assertThat(host.state()).isEqualTo("absent");
        succeed("dpkg", "--verify", "plimsoll-test-runc");
    }

    @Test
    void staysInPlaceThroughAnUpgrade() throws Exception {
        host.install();

        unpack("1.2");

        assertThat(host.runc()).hasSameBinaryContentAs(Programs.SHIM);
        assertThat(host.version()).isEqualTo("1.2");
        assertThat(host.status().out()).contains("state=installed", "real-changed=yes");
        assertThat(host.restore().exit()).isZero();
        assertThat(host.version()).isEqualTo("1.2");
        assertThat(host.files()).containsExactly("runc");
    }

    @Test
    void changesNothingWhenAnotherDiversionIsInTheWay() throws Exception {
        succeed(
                "dpkg-divert",
                "--local",
                "--no-rename",
                "--divert",
                host.runc() + ".other",
                "--add",
                host.runc().toString());

        Run.Result result = host.install();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("dpkg-divert refused to divert %1$s; %1$s is as it was".formatted(host.runc()));
        assertThat(host.files()).containsExactly("runc");
    }

    @Test
    void doesNotCoverAProgramThatIsNeitherShimNorPackage() throws Exception {
        host.install();
        Files.delete(host.runc());
        Installation.writeRunc(host.runc(), "9.9");

        assertThat(host.state()).isEqualTo("bypassed");
        assertThat(host.install().err()).contains("is neither the shim nor the packaged runc");
        Run.Result restored = host.restore();

        assertThat(restored.exit()).isZero();
        assertThat(restored.err()).contains("stays too");
        assertThat(host.version()).isEqualTo("9.9");
        assertThat(diversions()).isEmpty();
    }

    @Test
    void recoversFromBeingCutOffAtAnyPointAndUpgradedThen() throws Exception {
        int n = 1;
        for (boolean finished = false; !finished; n++) {
            host.cutOffBeforeChange(n);
            finished = host.install().exit() == 0;
            assertWorksUpgradesAndRecovers("install cut off before change " + n, n % 2 == 0);
        }
        assertThat(n).as("the changes of an installation").isGreaterThan(11);
        n = 1;
        for (boolean finished = false; !finished; n++) {
            host.install();
            host.cutOffBeforeChange(n);
            finished = host.restore().exit() == 0;
            assertWorksUpgradesAndRecovers("restore cut off before change " + n, n % 2 == 0);
        }
        assertThat(n).as("the changes of a restoration").isGreaterThan(4);
    }

    private void assertWorksUpgradesAndRecovers(String situation, boolean installAgain) throws Exception {
        host.letItFinish();
        assertThat(host.version()).as(situation).isEqualTo("1.1");
        unpack("1.2");
        if (installAgain) {
            Run.Result installed = host.install();
            assertThat(installed.exit()).as("%s: %s", situation, installed).isZero();
            assertThat(host.status().out()).as(situation).contains("state=installed", "diverted=yes");
            assertThat(host.version()).as(situation).isEqualTo("1.2");
        }
        Run.Result restored = host.restore();
        assertThat(restored.exit()).as("%s: %s", situation, restored).isZero();
        assertThat(host.version()).as(situation).isEqualTo("1.2");
        assertThat(diversions()).as(situation).isEmpty();
        assertThat(host.files()).as(situation).containsExactly("runc");
        unpack("1.1");
    }
}
