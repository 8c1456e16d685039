package io.plimsoll.scanner.fuzz;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.InventoryWriter;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// One hostile file under a name that an analyser reads, in a sound root file system. The first byte of the
/// input chooses the name. Whatever the file holds, there is an inventory.
public final class FileTarget {
    static final List<String> NAMES = List.of(
            "var/lib/dpkg/status",
            "var/lib/dpkg/status.d/base",
            "lib/apk/db/installed",
            "etc/os-release",
            "app/node_modules/left/package.json",
            "usr/lib/python3/dist-packages/left-1.dist-info/METADATA",
            "usr/lib/ruby/gems/3.1.0/specifications/rack-2.0.gemspec",
            "app/app.jar",
            "app/app.war",
            "usr/bin/program",
            "var/lib/rpm/rpmdb.sqlite",
            "var/lib/rpm/Packages.db",
            "var/lib/rpm/Packages",
            "srv/vendor/composer/installed.json",
            "app/app.deps.json",
            "opt/conda/conda-meta/left-1-0.json",
            "usr/lib/R/library/left/DESCRIPTION",
            "app/pubspec.lock",
            "opt/app/lib/left-1.0/ebin/left.app",
            "app/package-lock.json",
            "app/yarn.lock",
            "app/pnpm-lock.yaml",
            "app/poetry.lock",
            "app/Gemfile.lock",
            "app/Cargo.lock",
            "app/composer.lock",
            "app/go.mod",
            "app/pom.xml",
            "app/gradle.lockfile",
            "app/packages.lock.json",
            "root/.docker/config.json",
            "srv/data/cards.csv",
            "app/npm-shrinkwrap.json",
            "app/bun.lock",
            "app/bun.lockb",
            "app/Pipfile.lock",
            "app/pdm.lock",
            "app/uv.lock",
            "app/pylock.toml",
            "app/pyproject.toml",
            "app/requirements.txt",
            "app/packages.config",
            "app/Directory.Packages.props",
            "app/paket.lock",
            "app/go.sum",
            "app/vendor/modules.txt",
            "app/gradle/verification-metadata.xml",
            "app/build.sbt.lock",
            "app/renv.lock",
            "app/mix.lock",
            "etc/lsb-release",
            "etc/SuSE-release",
            "opt/java/release",
            "usr/local/go/VERSION",
            "var/lib/dpkg/info/base.list",
            "var/lib/dpkg/info/base.md5sums",
            "var/lib/rpmmanifest/container-manifest-2",
            "usr/lib/python3/left-1.egg-info/PKG-INFO",
            "usr/lib/python3/left-1.dist-info/RECORD",
            "usr/lib/python3/left-1.egg",
            "app/run.pex",
            "app/.yarn/cache/left-npm-1.0.0-9e1101a471-8.zip",
            "app/deps/left/hex_metadata.config",
            "root/.nuget/packages/left/1.0.0/left.nuspec",
            "root/.aws/credentials",
            "etc/ssl/private/server.key");

    private FileTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        String name = NAMES.get((input[0] & 0xff) % NAMES.size());
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        byte[] tar = new TarBytes()
                .file("usr/lib/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                .file(name, 0755, content)
                .end();
        Inventory inventory = Scans.scan(Kind.ROOTFS, tar, SmallLimits.LIMITS);
        InventoryWriter.write(inventory, OutputStream.nullOutputStream());
    }

    /// An input that holds this content under that name.
    static byte[] input(String name, byte[] content) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is none of the names");
        }
        byte[] input = new byte[content.length + 1];
        input[0] = (byte) NAMES.indexOf(name);
        System.arraycopy(content, 0, input, 1, content.length);
        return input;
    }
}
