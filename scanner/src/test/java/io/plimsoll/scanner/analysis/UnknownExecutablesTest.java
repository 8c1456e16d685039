package io.plimsoll.scanner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnknownExecutablesTest {
    private static final String SITE = "usr/local/lib/python3.11/";
    private static final String GEMS = "usr/local/bundle/";

    private final TarBytes root = new TarBytes();

    @Test
    void anEmptyImageHasNone() throws IOException {
        assertThat(count()).isZero();
    }

    @Test
    void countsProgramsThatNobodyKnowsButNoScripts() throws IOException {
        program("opt/tool", "");
        program("usr/bin/copied", "");
        root.file("opt/script", 0755, "#!/bin/sh".getBytes(StandardCharsets.UTF_8));
        root.file("opt/data", 0755, new byte[10]);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whatTheDistributionOwnsIsKnown() throws IOException {
        root.file(
                "var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n");
        root.file("var/lib/dpkg/info/a.list", "/usr/bin/a\n");
        program("usr/bin/a", "");
        program("usr/bin/b", "");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatLiesInThePackagesOfLanguagesIsKnown() throws IOException {
        root.file("app/node_modules/x/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}");
        program("app/node_modules/x/build/x.node", "");
        root.file(SITE + "site-packages/x-1.dist-info/METADATA", "Name: x\nVersion: 1\n");
        program(SITE + "site-packages/x/_x.so", "");
        root.file(GEMS + "specifications/x-1.gemspec", "s.name = 'x'\ns.version = '1'\n");
        program(GEMS + "gems/x-1/x.so", "");
        program(GEMS + "extensions/x86_64-linux/3.1.0/x-1/x.so", "");
        root.file("opt/conda/conda-meta/x.json", "{\"name\":\"x\",\"version\":\"1\"}");
        program("opt/conda/lib/libx.so", "");
        root.file("opt/java/release", "JAVA_VERSION=\"21\"\n");
        program("opt/java/lib/libjvm.so", "");
        assertThat(count()).isZero();
    }

    @Test
    void recognisedProgramsAndTheirModulesAreKnown() throws IOException {
        program("usr/local/bin/python3.11", "\0003.11.7\0");
        program("usr/local/lib/python3.11/lib-dynload/_ssl.so", "");
        program("usr/local/lib/python3.12/lib-dynload/_ssl.so", "");
        assertThat(count()).isEqualTo(1);
    }

    private void program(String path, String text) {
        root.file(path, 0755, ("\177ELF\0" + text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private int count() throws IOException {
        return Scans.rootfs(root.end()).unknownExecutables();
    }
}
