package io.plimsoll.feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// One hostile file of one source, beside a sound one of another: the first byte of the input chooses its name.
/// Whatever it holds, there is a bundle with what the sound one says.
public final class SourceTarget {
    static final List<String> NAMES = List.of(
            "osv/npm/GHSA-1.json",
            "osv/PyPI/all.zip",
            "os/debian/debian.json",
            "os/debian/DSA-list",
            "os/alpine/v3.18/main.json",
            "os/alpine/v3.18/community.yaml",
            "os/ubuntu/ubuntu-cve-tracker/active/CVE-2024-1",
            "os/ubuntu/ubuntu-cve-tracker.tar.gz",
            "os/redhat/vex/2024/cve-2024-1.json",
            "os/amazon/2023/updateinfo.xml",
            "os/oracle/oval.xml",
            "ghsa-csv/advisories-npm.csv",
            "native/rustsec-advisory-db/crates/a/RUSTSEC-2024-0001.md",
            "native/ruby-advisory-db/gems/a/CVE-2024-1.yml",
            "native/friendsofphp-security-advisories/a/b/CVE-2024-1.yaml",
            "native/gitlab-advisories-community/npm/a/CVE-2024-1.yml",
            "native/nodejs-security-wg/vuln/npm/1.json",
            "nvd/page.json",
            "risk/vulnrichment/2024/CVE-2024-1.json",
            "risk/kev/known_exploited_vulnerabilities.json",
            "risk/epss/epss.csv",
            "risk/cvss-vectors.tsv",
            "endoflife/debian.json",
            "addresses/list.txt",
            "os/oracle/oval.xml.bz2",
            "os/redhat/vex.tar.zst",
            "osv/Ubuntu/all.tar.xz",
            "risk/epss/epss.csv.gz");

    private static final Instant BUILT = Instant.parse("2026-11-28T00:00:00Z");

    /// Made when fuzzing begins, and not when seeds are.
    private static final class World {
        static final Path FOLDER = folder();
        static final SigningKey KEY = SigningKey.loadOrCreate(FOLDER.resolve("key"));
    }

    private SourceTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Path feeds = World.FOLDER.resolve("feeds");
        Path file = feeds.resolve(NAMES.get((input[0] & 0xff) % NAMES.size()));
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, Arrays.copyOfRange(input, 1, input.length));
        try {
            FeedReport report = FeedBuild.build(feeds, World.FOLDER.resolve("out.bundle"), World.KEY, BUILT);
            if (report.advisories() < 1) {
                throw new IllegalStateException("the sound source is lost");
            }
        } finally {
            Files.delete(file);
        }
    }

    static byte[] input(String name, byte[] content) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is none of the names");
        }
        byte[] input = new byte[content.length + 1];
        input[0] = (byte) NAMES.indexOf(name);
        System.arraycopy(content, 0, input, 1, content.length);
        return input;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("sources");
            Path sound = folder.resolve("feeds/osv/Go/GO-1.json");
            Files.createDirectories(sound.resolveSibling("."));
            Files.writeString(sound, """
                    {"id":"GO-2024-0001","modified":"2024-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"Go",
                     "name":"example.org/a"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.0"}]}]}]}
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
