package io.plimsoll.scanner.analysis.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaArchivesTest {
    private static final String LOG4J = "org.apache.logging.log4j:log4j-core 2.14.1";

    @Test
    void emptyArchiveHoldsNothing() throws IOException {
        assertThat(found("empty.jar", new ZipBytes().file("readme", "").end())).isEmpty();
        assertThat(found("nothing.jar", new byte[0])).isEmpty();
    }

    @Test
    void mavenPropertiesTellTheLibrary() throws IOException {
        assertThat(found("whatever.jar", log4j().end())).containsExactly(LOG4J + " /whatever.jar");
    }

    @Test
    void packageHasAPackageUrl() throws IOException {
        Inventory inventory = scan("a.jar", log4j().end());

        assertThat(inventory.packages())
                .extracting(SoftwarePackage::purl)
                .containsExactly("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
    }

    @Test
    void librariesMergedIntoOneJarAreAllFound() throws IOException {
        byte[] shaded = log4j().maven("org.yaml", "snakeyaml", "1.30")
                .type("org/shop/Main")
                .end();

        assertThat(found("shop.jar", shaded))
                .containsExactly(LOG4J + " /shop.jar", "org.yaml:snakeyaml 1.30 /shop.jar");
    }

    @Test
    void archivesInsideArchivesAreRead() throws IOException {
        byte[] jar = log4j().end();
        byte[] war = new ZipBytes().stored("WEB-INF/lib/log4j.jar", jar).end();
        byte[] ear = new ZipBytes()
                .file("web.war", war)
                .stored("lib/deep/again.jar", jar)
                .end();

        assertThat(found("shop.ear", ear))
                .containsExactly(
                        LOG4J + " /shop.ear!/lib/deep/again.jar", LOG4J + " /shop.ear!/web.war!/WEB-INF/lib/log4j.jar");
    }

    @Test
    void startScriptBeforeTheArchiveIsNoObstacle() throws IOException {
        byte[] jar = log4j().end();
        byte[] script = "#!/bin/bash\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[script.length + jar.length];
        System.arraycopy(script, 0, both, 0, script.length);
        System.arraycopy(jar, 0, both, script.length, jar.length);

        assertThat(found("shop.jar", both)).containsExactly(LOG4J + " /shop.jar");
    }

    @Test
    void archiveUnderAnotherNameIsKnownByItsFirstEntry() throws IOException {
        byte[] jar = new ZipBytes()
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
                .maven("org.yaml", "snakeyaml", "1.30")
                .end();

        assertThat(found("data.bin", jar)).containsExactly("org.yaml:snakeyaml 1.30 /data.bin");
        assertThat(found("document.docx", new ZipBytes().file("word/a.xml", "").end()))
                .isEmpty();
    }

    @Test
    void jarWithoutMavenPropertiesIsToldByItsNameAndClasses() throws IOException {
        byte[] spring = new ZipBytes()
                .file("META-INF/MANIFEST.MF", """
                        Manifest-Version: 1.0
                        Implementation-Title: spring-beans
                        Implementation-Version: 5.3.17

                        """)
                .type("org/springframework/beans/BeanUtils")
                .type("org/springframework/beans/factory/BeanFactory")
                .end();

        assertThat(found("spring-beans-5.3.17.jar", spring))
                .containsExactly("org.springframework:spring-beans 5.3.17 /spring-beans-5.3.17.jar");
        assertThat(found("renamed.jar", spring))
                .containsExactly("org.springframework:spring-beans 5.3.17 /renamed.jar");
    }

    @Test
    void libraryNobodyKnowsIsNamedByItsPackages() throws IOException {
        byte[] jar = new ZipBytes()
                .type("org/example/shop/core/Shop")
                .type("org/example/shop/core/cart/Cart")
                .end();

        assertThat(found("shop-core-1.4.jar", jar))
                .containsExactly("org.example.shop:shop-core 1.4 /shop-core-1.4.jar");
        assertThat(found("shop.jar", jar)).as("no version, no library").isEmpty();
    }

    @Test
    void nameThatAnotherLibraryHappensToHaveIsNotThatLibrary() throws IOException {
        byte[] guiceSpring = new ZipBytes()
                .file("META-INF/MANIFEST.MF", """
                        Bundle-SymbolicName: com.google.inject.spring
                        Bundle-Version: 4.2.3
                        """)
                .type("com/google/inject/spring/SpringIntegration")
                .end();
        byte[] described = new ZipBytes()
                .file("META-INF/MANIFEST.MF", """
                        Implementation-Title: Jasper
                        Automatic-Module-Name: org.apache.tomcat.jasper
                        Implementation-Version: 10.1.31
                        """)
                .maven("org.mortbay.jasper", "apache-jsp", "10.1.31")
                .type("org/apache/jasper/Options")
                .end();

        assertThat(found("guice-spring.jar", guiceSpring)).isEmpty();
        assertThat(found("org.mortbay.jasper.apache-jsp-10.1.31.jar", described))
                .containsExactly("org.mortbay.jasper:apache-jsp 10.1.31 /org.mortbay.jasper.apache-jsp-10.1.31.jar");
    }

    @Test
    void applicationsAndSourcesAreNotGuessedAt() throws IOException {
        assertThat(found(
                        "shop-1.0.jar",
                        new ZipBytes()
                                .type("org/springframework/boot/loader/Main")
                                .type("BOOT-INF/classes/a/B")
                                .end()))
                .isEmpty();
        assertThat(found(
                        "gson-2.8.8-sources.jar",
                        new ZipBytes().file("com/google/gson/Gson.java", "").end()))
                .isEmpty();
    }

    @Test
    void placeholdersAreNoVersions() throws IOException {
        assertThat(found(
                        "a.jar",
                        new ZipBytes().maven("org.a", "a", "${project.version}").end()))
                .isEmpty();
    }

    @Test
    void fileNamesTellArtifactAndVersion() {
        assertThat(ArchiveFileName.of("log4j-1.2-api-2.14.1.jar"))
                .isEqualTo(new ArchiveFileName("log4j-1.2-api", "2.14.1"));
        assertThat(ArchiveFileName.of("guava-31.1-jre.jar")).isEqualTo(new ArchiveFileName("guava", "31.1-jre"));
        assertThat(ArchiveFileName.of("shop-1.0-20260102.030405-6.war"))
                .isEqualTo(new ArchiveFileName("shop", "1.0-20260102.030405-6"));
        assertThat(ArchiveFileName.of("shop.jar")).isEqualTo(new ArchiveFileName("shop", ""));
    }

    @Test
    void foldedManifestLinesAreOne() {
        ManifestAttributes manifest = ManifestAttributes.parse(
                FileBytes.of("Bundle-SymbolicName: org.exam\r\n ple.core;a:=b\r\n\r\nName: x\r\nBundle-Version: 9\r\n"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(manifest.get("bundle-symbolicname")).isEqualTo("org.example.core;a:=b");
        assertThat(manifest.get("Bundle-Version")).isEmpty();
    }

    private static ZipBytes log4j() {
        return new ZipBytes()
                .maven("org.apache.logging.log4j", "log4j-core", "2.14.1")
                .type("org/apache/logging/log4j/core/Logger");
    }

    private static List<String> found(String fileName, byte[] archive) throws IOException {
        Inventory inventory = scan(fileName, archive);
        assertThat(inventory.gaps()).isEmpty();
        return inventory.packages().stream()
                .map(one -> one.name() + " " + one.version() + " " + one.path())
                .toList();
    }

    private static Inventory scan(String fileName, byte[] archive) throws IOException {
        return Scans.rootfs(new TarBytes().file(fileName, 0644, archive).end());
    }
}
