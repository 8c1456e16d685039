package io.plimsoll.scanner.analysis.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramVersionsTest {
    @Test
    void emptyProgramIsNotRecognised() throws IOException {
        assertThat(scan("busybox", "").packages()).isEmpty();
    }

    /// Texts of programs as Debian and the projects build them, with zero bytes as `|`.
    @ParameterizedTest
    @CsvSource({
        "busybox, busybox, 1.35.0, '|BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1)|'",
        "libcrypto.so.3, openssl, 3.0.22, '|OpenSSL %s|OpenSSL 3.0.22 25 Aug 2026|'",
        "libcrypto.so.1.1, openssl, 1.1.1w, '|OpenSSL 1.1.1w  11 Sep 2023|'",
        "libcurl.so.4.8.0, curl, 7.88.1, '|libcurl/7.88.1|'",
        "curl, curl, 7.88.1, '|curl 7.88.1 (x86_64-pc-linux-gnu) %s|curl/7.88.1|'",
        "nginx, nginx, 1.22.1, '|nginx version: nginx/1.22.1|OpenSSL 3.0.22 25 Aug 2026|'",
        "redis-server, redis, 7.0.15, '|2.6.0|err|7.0.15|c11-builtin|shutdown_in_milliseconds:%I|'",
        "postgres, postgresql, 15.20, '|postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)|'",
        "postgres, postgresql, 17beta1, '|postgres (PostgreSQL) 17beta1|'",
        "mariadbd, mariadb, 10.11.19, '|-0+deb12u1|10.11.19-MariaDB|x86_64|'",
        "mysqld, mysql, 8.0.35, '|/build/mysql-8.0.35/sql/mysqld.cc|'",
        "libnode.so.108, node, 18.20.4, '|undici|node.js/v18.20.4|'",
        "php8.2, php, 8.2.36, '|OpenSSL 3.0.22 25 Aug 2026|X-Powered-By: PHP/8.2.36|'",
        "libruby-3.1.so.3.1.2, ruby, 3.1.2, '|ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux]|'",
        "libperl.so.5.36.0, perl, 5.36.0, '|PERL_INTERNAL_RAND_SEED|v5.36.0|panic: sysconf: %s|'",
        "python3.11, python, 3.11.2, '|3.10.9|3.11.2|'",
        "libpython3.12.so.1.0, python, 3.12.1, '|EXEC_PREFIX|/root/.pyenv/versions/3.12.1|PYTHONHOME|'",
        "libpython3.13.so.1.0, python, 3.13.0rc2, '|3.13.0rc2|'",
        "apache2, httpd, 2.4.71, '|Apache/2.4.71 (Debian)|'",
        "haproxy, haproxy, 2.6.12, '| version 2.6.12-1+deb12u4, released 2026/10/17|2026/10/17|'",
        "memcached, memcached, 1.6.18, '|memcached 1.6.18|'",
        "bash, bash, 5.2.15, '|@(#)Bash version 5.2.15(1) release GNU|'",
        "libexpat.so.1.8.10, expat, 2.5.0, '|expat_2.5.0|'",
        "libz.so.1.2.13, zlib, 1.2.13, '| inflate 1.2.13 Copyright 1995-2022 Mark Adler |'",
    })
    void recognisesProgramsByTheVersionThatTheyWrite(String file, String name, String version, String text)
            throws IOException {
        for (int before : new int[] {0, 65_536 - 10, 65_536 * 2 - 130, 200_000}) {
            Inventory inventory = scan(file, "x".repeat(before) + text);
            assertThat(inventory.packages())
                    .as("%d bytes before", before)
                    .extracting(
                            SoftwarePackage::name,
                            SoftwarePackage::version,
                            SoftwarePackage::type,
                            SoftwarePackage::purl,
                            SoftwarePackage::path)
                    .containsExactly(tuple(
                            name,
                            version,
                            PackageType.GENERIC,
                            "pkg:generic/" + name + "@" + version,
                            "/opt/bin/" + file));
        }
    }

    @Test
    void whatOnlyMentionsAProgramIsNotIt() throws IOException {
        assertThat(scan("server", "|nginx/1.22.1|").packages())
                .as("another name")
                .isEmpty();
        assertThat(scan("libcrypto.so.3", "|OpenSSL 3.0.22|").packages())
                .as("no date")
                .isEmpty();
        assertThat(scan("python3.11", "|3.12.1|").packages())
                .as("another release")
                .isEmpty();
        assertThat(Scans.rootfs(new TarBytes()
                                .file("bin/nginx", 0755, "#!/bin/sh nginx/1.22.1".getBytes(StandardCharsets.UTF_8))
                                .end())
                        .packages())
                .as("a script")
                .isEmpty();
    }

    @Test
    void aProgramOfManyNamesIsOne() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("bin/[", 0755, program("|BusyBox v1.36.1 (2024-01-01)|"))
                .hardLink("bin/ash", "bin/[")
                .hardLink("bin/busybox", "bin/[")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::path)
                .containsExactly(tuple("busybox", "/bin/busybox"));
    }

    @Test
    void whatThePackageDatabaseBroughtIsNotListedTwice() throws IOException {
        String database = "Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 7.88.1-10\n\n";
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                .file("var/lib/dpkg/status", database)
                .file("var/lib/dpkg/info/curl.list", "/.\n/usr\n/usr/bin\n/usr/bin/curl\n")
                .file("usr/bin/curl", 0755, program("|curl/7.88.1|"))
                .file("usr/local/bin/curl", 0755, program("|curl/8.5.0|"))
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::type, SoftwarePackage::version)
                .containsExactlyInAnyOrder(tuple(PackageType.DEB, "7.88.1-10"), tuple(PackageType.GENERIC, "8.5.0"));
    }

    @Test
    void anchorsWithoutEndAreGivenUp() throws IOException {
        assertThat(scan("nginx", "nginx/x".repeat(20_000) + "nginx/1.22.1").packages())
                .isEmpty();
    }

    @Test
    void anyBytesAreReadToTheEnd() throws IOException {
        Random random = new Random(1886);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            assertThat(scan("python3.11", new String(bytes, StandardCharsets.ISO_8859_1))
                            .packages())
                    .isEmpty();
        }
    }

    private static Inventory scan(String name, String text) throws IOException {
        return Scans.rootfs(
                new TarBytes().file("opt/bin/" + name, 0755, program(text)).end());
    }

    private static byte[] program(String text) {
        return ("\177ELF" + text.replace('|', '\0')).getBytes(StandardCharsets.ISO_8859_1);
    }
}
