package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NuGetTest {
    private static final String APPLICATION = "app/shop.deps.json";
    private static final String SHARED = "usr/share/dotnet/shared/";

    @Test
    void emptyDependenciesHoldNoPackage() throws IOException {
        Inventory inventory = scan(APPLICATION, "{}");
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void findsWhatAnApplicationWasBuiltFrom() throws IOException {
        Inventory inventory = scan(APPLICATION, """
                {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64"},
                 "targets": {".NETCoreApp,Version=v8.0": {}, ".NETCoreApp,Version=v8.0/linux-x64": {
                   "Shop/1.0.0": {"runtime": {"Shop.dll": {}}},
                   "Newtonsoft.Json/13.0.1": {"runtime": {"lib/Newtonsoft.Json.dll": {}}},
                   "NETStandard.Library/1.6.1": {"dependencies": {"System.Runtime": "4.3.0"}},
                   "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": {"runtime": {"a.dll": {}}}}},
                 "libraries": {
                   "Shop/1.0.0": {"type": "project"},
                   "Newtonsoft.Json/13.0.1": {"type": "package", "path": "newtonsoft.json/13.0.1"},
                   "NETStandard.Library/1.6.1": {"type": "package"},
                   "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": {"type": "runtimepack"}}}
                """);
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("Newtonsoft.Json", "13.0.1", "pkg:nuget/Newtonsoft.Json@13.0.1"),
                        tuple(
                                "Microsoft.NETCore.App.Runtime.linux-x64",
                                "8.0.0",
                                "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.0"));
    }

    @Test
    void namesTheSharedRuntimeAsAdvisoriesDo() throws IOException {
        String dependencies =
                "{\"runtimeTarget\":{\"name\":\".NETCoreApp,Version=v8.0/linux-musl-x64\"},\"libraries\":{}}";
        String old = "{\"runtimeTarget\":\".NETCoreApp,Version=v2.1\",\"libraries\":{}}";
        assertThat(scan(SHARED + "Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json", dependencies)
                        .packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version)
                .containsExactly(tuple("Microsoft.NETCore.App.Runtime.linux-musl-x64", "8.0.11"));
        assertThat(scan(SHARED + "Microsoft.NETCore.App/2.1.30/Microsoft.NETCore.App.deps.json", old)
                        .packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version)
                .containsExactly(tuple("Microsoft.NETCore.App", "2.1.30"));
    }

    @Test
    void findsPackagesInTheFolderOfPackages() throws IOException {
        String specification = """
                <?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>Newtonsoft.Json</id><authors>x</authors><version>13.0.1</version>
                <dependencies><group><id>other</id></group></dependencies></metadata></package>""";
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("root/.nuget/packages/newtonsoft.json/13.0.1/newtonsoft.json.nuspec", specification)
                .file("src/newtonsoft.json.nuspec", specification)
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version)
                .containsExactly(tuple("Newtonsoft.Json", "13.0.1"));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void whatIsNoPackageIsAGap() throws IOException {
        for (String broken : new String[] {
            "",
            "[]",
            "{\"libraries\":{\"a\":{\"type\":\"package\"}}}",
            "{\"libraries\":{\"a/<b>\":{\"type\":\"package\"}}}"
        }) {
            assertThat(gapCodes(scan(APPLICATION, broken))).as(broken).containsExactly("malformed-package");
        }
        String entities =
                "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p><m><id>&e;</id><version>1</version></m></p>";
        for (String broken : new String[] {"", "<package/>", entities}) {
            assertThat(gapCodes(scan("p/a/1.0/a.nuspec", broken))).as(broken).containsExactly("malformed-package");
        }
    }

    private static Inventory scan(String path, String content) throws IOException {
        return Scans.rootfs(new TarBytes().file(path, content).end());
    }
}
