package io.plimsoll.scanner.analysis.lockfile;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockFilesTest {
    private static final String NPM = """
            {"lockfileVersion": 3, "packages": {"": {"name": "shop"},
             "node_modules/lodash": {"version": "4.17.15"},
             "node_modules/@babel/core": {"version": "7.0.0", "dev": true}}}
            """;

    @Test
    void anEmptyFolderDeclaresNothing() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes().end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void listsWhatALockFileDeclares() throws IOException {
        Inventory inventory =
                Scans.rootfs(new TarBytes().file("shop/package-lock.json", NPM).end());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(one -> one.purl() + " " + one.path() + " " + one.scope())
                .containsExactlyInAnyOrder(
                        "pkg:npm/lodash@4.17.15 /shop/package-lock.json ",
                        "pkg:npm/%40babel/core@7.0.0 /shop/package-lock.json development");
    }

    @Test
    void aLockFileInAnImageSaysNothingOfWhatIsInstalled() throws IOException {
        Inventory inventory = Scans.docker(SampleImage.of(
                new TarBytes().file("shop/package-lock.json", NPM).end()));
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void whatIsInstalledAsWellIsListedOnce() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("package-lock.json", NPM)
                .file("node_modules/lodash/package.json", "{\"name\": \"lodash\", \"version\": \"4.17.15\"}")
                .file("requirements.txt", "Flask_Login==0.4.0\n")
                .file("lib/Flask-Login.dist-info/METADATA", "Name: Flask-Login\nVersion: 0.4.0\n")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::path)
                .containsExactlyInAnyOrder(
                        "/node_modules/lodash/package.json",
                        "/lib/Flask-Login.dist-info/METADATA",
                        "/package-lock.json");
    }

    @Test
    void whatIsInstalledElsewhereOrInAnotherVersionDoesNotCount() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("shop/package-lock.json", NPM)
                .file("shopping/node_modules/lodash/package.json", "{\"name\": \"lodash\", \"version\": \"4.17.15\"}")
                .file("shop/node_modules/lodash/package.json", "{\"name\": \"lodash\", \"version\": \"4.17.21\"}")
                .end());
        assertThat(inventory.packages())
                .filteredOn(one -> one.name().equals("lodash"))
                .extracting(one -> one.version() + " " + one.path())
                .containsExactlyInAnyOrder(
                        "4.17.15 /shop/package-lock.json",
                        "4.17.15 /shopping/node_modules/lodash/package.json",
                        "4.17.21 /shop/node_modules/lodash/package.json");
    }

    @Test
    void twoLockFilesOfOneFolderDeclareAPackageOnce() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("shop/package-lock.json", NPM)
                .file("shop/yarn.lock", "lodash@^4.0.0:\n  version \"4.17.15\"\n\nms@^2.0.0:\n  version \"2.0.0\"\n")
                .end());
        assertThat(inventory.packages())
                .extracting(one -> one.name() + " " + one.path())
                .containsExactlyInAnyOrder(
                        "@babel/core /shop/package-lock.json", "lodash /shop/package-lock.json", "ms /shop/yarn.lock");
    }

    @Test
    void aRangeIsLeftOutWhereTheVersionIsKnown() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("requirements.txt", "flask>=1.0\nrequests>=2\nsix>=1\n")
                .file("lib/Flask.dist-info/METADATA", "Name: Flask\nVersion: 2.0\n")
                .file("uv.lock", "version = 1\n[[package]]\nname = \"requests\"\nversion = \"2.1\"\n")
                .end());
        assertThat(inventory.packages())
                .extracting(one -> one.name() + " " + one.version() + " " + one.path())
                .containsExactlyInAnyOrder(
                        "Flask 2.0 /lib/Flask.dist-info/METADATA", "requests 2.1 /uv.lock", "six  /requirements.txt");
    }

    @Test
    void lockFilesOfDependenciesAreNotOurs() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("shop/node_modules/a/package-lock.json", NPM)
                .file("site-packages/b/yarn.lock", "broken")
                .file("go/pkg/mod/c/go.mod", "broken")
                .file("app/META-INF/maven/d/d/pom.xml", "broken")
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aPackageWithoutVersionIsListedWithoutOne() throws IOException {
        assertThat(declared("requirements.txt", """
                        --index-url https://pypi.example/simple
                        -r other.txt
                        flask>=1.0   # a range
                        fork @ git+https://git.example/fork.git@v1
                        -e git+https://git.example/old.git#egg=old
                        ./local.whl
                        exact[extra]===1.0 ; python_version < "3"
                        """)).containsExactlyInAnyOrder("flask ", "fork ", "old ", "exact 1.0");
        assertThat(declared("bun.lock", "{\"lockfileVersion\": 1, \"packages\": {\"a\": [\"a@github:b/a#1\", {}],},}"))
                .containsExactly("a ");
        assertThat(declared("mix.lock", "%{\n  \"a\": {:git, \"https://git.example/a\", \"c0ffee\", []},\n}\n"))
                .containsExactly("a ");
    }

    @Test
    void readsWhatTheGoldenCasesLack() throws IOException {
        assertThat(declared("mix.lock", """
                        %{
                          "plug": {:hex, :plug, "1.14.0", "ba4f", [:mix], [], "hexpm", "bf02"},
                        }
                        """)).containsExactly("plug 1.14.0");
        assertThat(declared("packages.lock.json", """
                        {"version": 1, "dependencies": {"net8.0": {
                          "Newtonsoft.Json": {"type": "Direct", "requested": "[13.0.1, )", "resolved": "13.0.1"},
                          "shop.core": {"type": "Project"}}}}
                        """)).containsExactly("Newtonsoft.Json 13.0.1");
        assertThat(declared("paket.lock", """
                        RESTRICTION: == net6.0
                        NUGET
                          remote: https://api.nuget.example/v3/index.json
                            Newtonsoft.Json (13.0.1) - restriction: >= net45
                              System.Runtime (>= 4.3)
                        GITHUB
                          remote: org/repo
                            src/File.fs (c0ffee)
                        """)).containsExactly("Newtonsoft.Json 13.0.1");
        assertThat(declared("Directory.Packages.props", """
                        <Project><ItemGroup>
                          <PackageVersion Include="A" Version="1.0.0" />
                          <PackageVersion Include="B" Version="$(BVersion)" />
                          <PackageVersion Include="C"><Version>[2.0,3.0)</Version></PackageVersion>
                        </ItemGroup></Project>
                        """)).containsExactlyInAnyOrder("A 1.0.0", "B ", "C ");
        assertThat(declared("requirements-dev.txt", "a==1\n")).containsExactly("a 1");
        assertThat(declared("pylock.dev.toml", "lock-version = '1.0'\n[[packages]]\nname = 'a'\nversion = '1'\n"))
                .containsExactly("a 1");
    }

    @Test
    void goSumIsHeardWhereGoModDoesNotNameAll() throws IOException {
        String sum = "example.com/b v1.0.0/go.mod h1:a=\nexample.com/b v1.1.0 h1:b=\n";
        assertThat(declared("go.sum", sum)).containsExactly("example.com/b v1.1.0");
        assertThat(declared(new TarBytes()
                        .file("go.mod", "module m\ngo 1.16\nrequire example.com/a v1.0.0\n")
                        .file("go.sum", sum)))
                .containsExactlyInAnyOrder("example.com/a v1.0.0", "example.com/b v1.1.0");
        assertThat(declared(new TarBytes()
                        .file("go.mod", "module m\ngo 1.21\nrequire example.com/a v1.0.0\n")
                        .file("go.sum", sum)))
                .containsExactly("example.com/a v1.0.0");
    }

    @Test
    void goSumDoesNotSpeakOfModulesThatGoModNames() throws IOException {
        assertThat(declared(new TarBytes()
                        .file("go.mod", "module m\ngo 1.16\nrequire example.com/a v1.0.0\n")
                        .file("go.sum", "example.com/a v1.2.0/go.mod h1:b=\n")))
                .containsExactly("example.com/a v1.0.0");
    }

    @Test
    void whatAVendorFolderHoldsIsListedOnceWithGoMod() throws IOException {
        assertThat(declared(new TarBytes()
                        .file("shop/go.mod", "module m\ngo 1.21\nrequire example.com/a v1.0.0\n")
                        .file("shop/vendor/modules.txt", "# example.com/a v1.0.0\n## explicit\nexample.com/a/x\n")))
                .containsExactly("example.com/a v1.0.0");
    }

    @Test
    void mavenVersionsComeFromPropertiesAndManagementOfTheFile() throws IOException {
        assertThat(declared("pom.xml", """
                        <project>
                          <groupId>shop</groupId><artifactId>web</artifactId><version>1</version>
                          <properties><a.major>1</a.major><a.version>${a.major}.5</a.version><loop>${loop}</loop></properties>
                          <dependencies>
                            <dependency><groupId>a</groupId><artifactId>a</artifactId><version>${a.version}</version></dependency>
                            <dependency><groupId>b</groupId><artifactId>b</artifactId><version>[2.0]</version></dependency>
                            <dependency><groupId>c</groupId><artifactId>c</artifactId><version>[2.0,3.0)</version></dependency>
                            <dependency><groupId>d</groupId><artifactId>d</artifactId><version>${loop}</version></dependency>
                            <dependency><groupId>${project.groupId}</groupId><artifactId>core</artifactId>
                              <version>${project.version}</version></dependency>
                          </dependencies>
                        </project>
                        """))
                .containsExactlyInAnyOrder("a:a 1.5", "b:b 2.0", "c:c ", "d:d ", "shop:core 1");
    }

    @Test
    void mavenProjectsOfOneFolderExplainEachOther() throws IOException {
        String child = """
                <project><parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version>%s</parent>
                  <artifactId>%s</artifactId>
                  <properties><b.version>2.1</b.version></properties>
                  <dependencies>
                    <dependency><groupId>a</groupId><artifactId>a</artifactId></dependency>
                    <dependency><groupId>b</groupId><artifactId>b</artifactId></dependency>
                    <dependency><groupId>c</groupId><artifactId>c</artifactId></dependency>
                    <dependency><groupId>shop</groupId><artifactId>core</artifactId><version>1</version></dependency>
                  </dependencies></project>
                """;
        TarBytes folder = new TarBytes()
                .file("pom.xml", """
                        <project><groupId>shop</groupId><artifactId>all</artifactId><version>1</version>
                          <properties><a.version>1.5</a.version><b.version>2.0</b.version></properties>
                          <dependencyManagement><dependencies>
                            <dependency><groupId>a</groupId><artifactId>a</artifactId><version>${a.version}</version></dependency>
                            <dependency><groupId>b</groupId><artifactId>b</artifactId><version>${b.version}</version></dependency>
                            <dependency><groupId>list</groupId><artifactId>list</artifactId><version>1</version>
                              <type>pom</type><scope>import</scope></dependency>
                          </dependencies></dependencyManagement></project>
                        """)
                .file("web/pom.xml", child.formatted("", "web"))
                .file("deep/er/core/pom.xml", child.formatted("<relativePath/>", "core"))
                .file("tools/x/pom.xml", child.formatted("<relativePath>../..</relativePath>", "x"));
        Inventory inventory = Scans.rootfs(folder.end());
        assertThat(named(inventory)).hasSize(9).containsOnly("a:a 1.5", "b:b 2.1", "c:c ");
        assertThat(inventory.gaps()).hasSize(3).allSatisfy(gap -> {
            assertThat(gap.code()).isEqualTo("versions-elsewhere");
            assertThat(gap.detail()).startsWith("1 dependencies").contains("from list:list:1, which");
        });
    }

    @Test
    void mavenListsOfTheFolderGiveVersions() throws IOException {
        TarBytes folder = new TarBytes()
                .file("pom.xml", project("all", "1", imports("bom", "${project.version}"), ""))
                .file("web/pom.xml", """
                        <project><parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent>
                          <artifactId>web</artifactId><properties><a.version>9</a.version></properties>
                          <dependencies>%s</dependencies></project>
                        """.formatted(
                                library("a", "") + library("b", "") + library("c", "") + library("d", "")))
                .file(
                        "bom/pom.xml",
                        project(
                                "bom",
                                "1",
                                "<!-- its own property counts, not that of who imports it -->"
                                        + imports("more", "${more}") + library("a", "${a.version}") + library("b", "2"),
                                "<a.version>1.5</a.version><more>7</more>"))
                .file("more/pom.xml", project("more", "7", library("b", "3") + library("c", "4"), ""));

        assertThat(declared(folder)).containsExactlyInAnyOrder("a:a 1.5", "a:b 2", "a:c 4", "a:d ");
    }

    @Test
    void whatAProjectManagesItselfCountsBeforeItsListsAndTheFirstListBeforeTheNext() throws IOException {
        TarBytes folder = new TarBytes()
                .file("pom.xml", """
                        <project><groupId>shop</groupId><artifactId>all</artifactId><version>1</version>
                          <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
                          <dependencies>%s</dependencies></project>
                        """.formatted(
                                imports("first", "1") + imports("second", "1") + library("a", "own"),
                                library("a", "") + library("b", "") + library("c", "") + library("d", "direct")))
                .file("first/pom.xml", project("first", "1", library("a", "first") + library("b", "first"), ""))
                .file(
                        "second/pom.xml",
                        project(
                                "second",
                                "1",
                                library("b", "second") + library("c", "second") + library("d", "second"),
                                ""));

        assertThat(declared(folder)).containsExactlyInAnyOrder("a:a own", "a:b first", "a:c second", "a:d direct");
    }

    @Test
    void aListOfAnotherVersionOrFromElsewhereIsSaid() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("pom.xml", """
                        <project><parent><groupId>far</groupId><artifactId>away</artifactId><version>3</version></parent>
                          <groupId>shop</groupId><artifactId>all</artifactId><version>1</version>
                          <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
                          <dependencies>%s</dependencies></project>
                        """.formatted(
                                imports("bom", "1") + imports("none", "5"),
                                library("a", "") + library("b", "") + library("c", "3")))
                .file("bom/pom.xml", project("bom", "2", library("a", "2"), ""))
                .end());

        assertThat(named(inventory)).containsExactlyInAnyOrder("a:a ", "a:b ", "a:c 3");
        assertThat(inventory.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.code()).isEqualTo("versions-elsewhere");
            assertThat(gap.path()).isEqualTo("/pom.xml");
            assertThat(gap.detail())
                    .isEqualTo("2 dependencies have no version here; those that are not ranges take it "
                            + "from far:away:3 and 2 more, which the folder does not hold");
        });
    }

    @Test
    void aListFromElsewhereIsNoGapWhereAllVersionsAreKnown() throws IOException {
        assertThat(declared("pom.xml", """
                        <project><groupId>shop</groupId><artifactId>all</artifactId><version>1</version>
                          <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
                          <dependencies>%s</dependencies></project>
                        """.formatted(imports("none", "5"), library("a", "1"))))
                .containsExactly("a:a 1");
    }

    @Test
    void listsThatImportEachOtherOrAThousandOthersEnd() throws IOException {
        TarBytes folder = new TarBytes();
        int count = 200;
        for (int i = 0; i < count; i++) {
            StringBuilder all = new StringBuilder();
            for (int other = 0; other < count; other++) {
                all.append(imports("p" + other, "1"));
            }
            folder.file(
                    "p" + i + "/pom.xml", """
                    <project><groupId>shop</groupId><artifactId>p%d</artifactId><version>1</version>
                      <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
                      <dependencies>%s</dependencies></project>
                    """.formatted(i, all + (i == 7 ? library("a", "7") : ""), library("a", "")));
        }
        Inventory inventory = Scans.rootfs(folder.end());

        assertThat(named(inventory)).containsOnly("a:a 7");
        // the projects beyond the limit say so
        assertThat(inventory.gaps())
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(gap.code()).isEqualTo("malformed-lock-file"));
    }

    private static String project(String name, String version, String managed, String properties) {
        return """
                <project><groupId>shop</groupId><artifactId>%s</artifactId><version>%s</version>
                  <properties>%s</properties>
                  <dependencyManagement><dependencies>%s</dependencies></dependencyManagement></project>
                """.formatted(name, version, properties, managed);
    }

    private static String imports(String name, String version) {
        return """
                <dependency><groupId>shop</groupId><artifactId>%s</artifactId><version>%s</version>
                  <type>pom</type><scope>import</scope></dependency>
                """.formatted(name, version);
    }

    private static String library(String name, String version) {
        return "<dependency><groupId>a</groupId><artifactId>%s</artifactId>%s</dependency>"
                .formatted(name, version.isEmpty() ? "" : "<version>" + version + "</version>");
    }

    @Test
    void mavenParentsInACircleEndSomewhere() throws IOException {
        String pom = """
                <project><parent><groupId>g</groupId><artifactId>%s</artifactId><version>1</version></parent>
                  <artifactId>%s</artifactId>
                  <dependencies><dependency><groupId>a</groupId><artifactId>a</artifactId></dependency></dependencies></project>
                """;
        assertThat(declared(new TarBytes()
                        .file("a/pom.xml", pom.formatted("b", "a"))
                        .file("b/pom.xml", pom.formatted("a", "b"))))
                .containsOnly("a:a ");
    }

    @Test
    void whatCannotBeReadIsAGapBesideWhatCan() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("a/package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {")
                .file("b/Gemfile.lock", "GEM\n  specs:\n    rack (2.0)\n    rack\n")
                .file("c/yarn.lock", "<<<<<<< HEAD\n")
                .file("d/pom.xml", "<html/>")
                .file("e/composer.lock", "[]")
                .file("f/Cargo.lock", "")
                .file("g/bun.lockb", "#!/usr/bin/env bun")
                .end());
        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("rack");
        assertThat(gapCodes(inventory)).containsExactly("malformed-lock-file");
        assertThat(inventory.gaps())
                .extracting(gap -> gap.path())
                .containsExactlyInAnyOrder(
                        "/a/package-lock.json",
                        "/b/Gemfile.lock",
                        "/c/yarn.lock",
                        "/d/pom.xml",
                        "/e/composer.lock",
                        "/f/Cargo.lock",
                        "/g/bun.lockb");
    }

    private static List<String> declared(String file, String content) throws IOException {
        return declared(new TarBytes().file(file, content));
    }

    private static List<String> declared(TarBytes folder) throws IOException {
        Inventory inventory = Scans.rootfs(folder.end());
        assertThat(inventory.gaps()).isEmpty();
        return named(inventory);
    }

    private static List<String> named(Inventory inventory) {
        return inventory.packages().stream()
                .map(one -> one.name() + " " + one.version())
                .toList();
    }
}
