package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GemsTest {
    private static final String GEMS = "usr/local/bundle/specifications/";
    private static final String RACK = """
            # -*- encoding: utf-8 -*-
            Gem::Specification.new do |s|
              s.name = "rack".freeze
              s.version = "2.2.3"
              s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze)
              s.rubygems_version = "3.1.2".freeze
            end
            """;

    @Test
    void findsInstalledAndDefaultGems() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(GEMS + "rack-2.2.3.gemspec", RACK)
                .file(GEMS + "default/json-2.6.gemspec", "  spec.name = 'json' # c\n  spec.version = '2.6.rc1'\n")
                .file(
                        GEMS + "nokogiri-1.11.0-x86_64-linux.gemspec",
                        "s.name = \"nokogiri\"\ns.version = \"1.11.0\"\ns.platform = \"x86_64-linux\".freeze\n")
                .end());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("rack", "2.2.3", "pkg:gem/rack@2.2.3"),
                        tuple("json", "2.6.rc1", "pkg:gem/json@2.6.rc1"),
                        tuple("nokogiri", "1.11.0", "pkg:gem/nokogiri@1.11.0?platform=x86_64-linux"));
    }

    @Test
    void findsGemsThatBundlerTookFromARepository() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("usr/local/bundle/bundler/gems/rack-1c23f4/rack.gemspec", RACK)
                .file("usr/local/bundle/bundler/gems/rack-1c23f4/test/fixture/x.gemspec", "s.name = X")
                .file(
                        "usr/local/bundle/bundler/gems/rails-1c23f4/railties/railties.gemspec",
                        "s.name = \"railties\"\ns.version = \"7.0.0\"\n")
                .file("usr/local/bundle/bundler/gems/y-1c23f4/y.gemspec", "s.name = 'y'\ns.version = Y::VERSION\n")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name)
                .containsExactlyInAnyOrder("rack", "railties");
        assertThat(gapCodes(inventory)).as("of y no version is known").containsExactly("malformed-package");
    }

    @Test
    void readsTheLicencesThatAreNamed() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(
                        GEMS + "a.gemspec",
                        "s.name = 'a'\ns.version = '1'\ns.licenses = [\"Ruby\".freeze,\"BSDL\".freeze]\n")
                .file(GEMS + "b.gemspec", "s.name = 'b'\ns.version = '1'\ns.license = \"MIT\"\n")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::licences)
                .containsExactly(List.of("Ruby", "BSDL"), List.of("MIT"));
    }

    @Test
    void gemspecsElsewhereAreSources() throws IOException {
        assertThat(Scans.rootfs(new TarBytes()
                                .file("app/rack.gemspec", RACK)
                                .file("app/default/rack.gemspec", RACK)
                                .end())
                        .packages())
                .isEmpty();
    }

    @Test
    void whatOnlyRubyCouldEvaluateIsAGap() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(GEMS + "a.gemspec", "s.name = \"a\"\ns.version = A::VERSION\n")
                .file(GEMS + "b.gemspec", "s.name = \"b#{1}\"\ns.version = \"1\"\n")
                .file(GEMS + "c.gemspec", "s.name = \"c\"\ns.version = \"<script>\"\n")
                .file(GEMS + "d.gemspec", "")
                .file(GEMS + "e.gemspec", " ".repeat(100_000) + "s.name = \"" + "e".repeat(1_000_000))
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).hasSize(5);
        assertThat(gapCodes(inventory)).containsOnly("malformed-package");
    }

    @Test
    void damagedSpecificationsAreReadOrAGapButNeverTheEnd() throws IOException {
        Random random = new Random(2004);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = RACK.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file(GEMS + "rack-2.2.3.gemspec", 0644, damaged)
                    .end());
            assertThat(inventory.packages().size() + inventory.gaps().size()).isEqualTo(1);
        }
    }
}
