package io.plimsoll.advisories.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "debian, 12, Debian GNU/Linux 12 (bookworm), Debian:12",
        "ubuntu, 22.04, Ubuntu 22.04.5 LTS, Ubuntu:22.04:LTS",
        "ubuntu, 25.10, Ubuntu 25.10, Ubuntu:25.10",
        "ubuntu, 23.04, Ubuntu 23.04, Ubuntu:23.04",
        "alpine, 3.18.4, Alpine Linux v3.18, Alpine:v3.18",
        "wolfi, 20230201, Wolfi, Wolfi",
        "chainguard, 20230214, Chainguard, Chainguard",
        "almalinux, 9.4, AlmaLinux 9.4 (Seafoam Ocelot), AlmaLinux:9",
        "rocky, 8.10, Rocky Linux 8.10 (Green Obsidian), Rocky Linux:8",
        "rhel, 9.4, Red Hat Enterprise Linux 9.4 (Plow), Red Hat:enterprise_linux:9",
        "ol, 9.4, Oracle Linux Server 9.4, Oracle Linux:9",
        "amzn, 2023, Amazon Linux 2023, Amazon Linux:2023",
        "sles, 15.5, SUSE Linux Enterprise Server 15 SP5, SUSE:Linux Enterprise Server 15 SP5",
        "opensuse-leap, 15.5, openSUSE Leap 15.5, openSUSE:Leap 15.5",
        "opensuse-tumbleweed, 20240101, openSUSE Tumbleweed, openSUSE:Tumbleweed",
        "openEuler, 22.03, openEuler 22.03 (LTS-SP3), openEuler:22.03-LTS-SP3",
        "photon, 5.0, VMware Photon OS/Linux, Photon OS:5.0",
        "azurelinux, 3.0, Microsoft Azure Linux 3.0, Azure Linux:3",
        "mariner, 2.0, CBL-Mariner/Linux, Azure Linux:2",
        "linuxmint, 21.3, Linux Mint 21.3, linuxmint:21.3",
    })
    void isNamedAsAdvisoriesNameIt(String id, String versionId, String prettyName, String ecosystem) {
        assertThat(Release.ecosystem(new Distribution(id, versionId, "", prettyName)))
                .contains(ecosystem);
    }

    @Test
    void isUnknownWhereNoNumberStandsBehindIt() {
        assertThat(Release.ecosystem(new Distribution("alpine", "edge", "", "Alpine Linux edge")))
                .isEmpty();
        assertThat(Release.ecosystem(new Distribution("rocky", "", "", "Rocky Linux")))
                .isEmpty();
        assertThat(Release.ecosystem(new Distribution("sles", "next", "", "SLES")))
                .isEmpty();
    }
}
