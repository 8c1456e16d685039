package io.plimsoll.feeds;

import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzIT {
    @TempDir
    Path folder;

    @Test
    void aHostileFileOfOneSourceHarmsNoOther() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seed(seeds, "osv/npm/GHSA-1.json", """
                {"id":"GHSA-aaaa-bbbb-cccc","aliases":["CVE-2024-1"],"modified":"2024-01-01T00:00:00Z","summary":"a",
                 "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                 "affected":[{"package":{"ecosystem":"npm","name":"left"},"versions":["1.0.0"],
                  "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"last_affected":"1.0.0"}]}]}]}
                """);
        seed(seeds, "os/debian/debian.json", """
                {"curl":{"CVE-2024-1":{"releases":{"bookworm":{"status":"resolved","fixed_version":"7.88.1-10",
                 "urgency":"low","repositories":{"bookworm":"7.88.1-10"}}}}}}
                """);
        seed(seeds, "os/debian/DSA-list", """
                [05 Apr 2023] DSA-5381-1 tomcat9 - security update
                \t{CVE-2022-42252 CVE-2023-28708}
                \t[bullseye] - tomcat9 9.0.43-2~deb11u6 (medium)
                """);
        seed(seeds, "os/alpine/v3.18/main.json", """
                {"distroversion":"v3.18","reponame":"main","packages":[{"pkg":{"name":"curl","secfixes":
                 {"8.0-r0":["CVE-2024-1 GHSA-x"],"0":["CVE-2024-2"]}}}]}
                """);
        seed(seeds, "os/ubuntu/ubuntu-cve-tracker/active/CVE-2024-1", """
                Candidate: CVE-2024-1
                PublicDate: 2024-01-01
                Description:
                 text
                Priority: medium
                jammy_curl: released (7.81.0-1ubuntu1.15)
                noble_curl: needed
                """);
        seed(seeds, "os/amazon/2023/updateinfo.xml", """
                <updates><update><id>ALAS-2024-1</id><severity>medium</severity><references><reference id="CVE-2024-1"/>
                </references><pkglist><collection><package name="curl" version="8" release="1" epoch="0" arch="x86_64"/>
                </collection></pkglist></update></updates>
                """);
        seed(seeds, "ghsa-csv/advisories-npm.csv", "ghsa,cve,package,range\nGHSA-a,CVE-2024-1,left,< 1\n");
        seed(seeds, "native/rustsec-advisory-db/crates/a/RUSTSEC-2024-0001.md", """
                ```toml
                [advisory]
                id = "RUSTSEC-2024-0001"
                package = "a"
                date = "2024-01-01"
                [versions]
                patched = [">= 1.0.0"]
                ```
                # Title
                """);
        seed(seeds, "native/ruby-advisory-db/gems/a/CVE-2024-1.yml", """
                ---
                gem: a
                cve: 2024-1
                title: a
                patched_versions: ["~> 1.0", ">= 2.0"]
                """);
        seed(seeds, "native/gitlab-advisories-community/npm/a/CVE-2024-1.yml", """
                ---
                identifier: CVE-2024-1
                package_slug: npm/a
                affected_range: "<1.0.0||>=2.0.0 <2.1.0"
                """);
        seed(seeds, "nvd/page.json", """
                {"vulnerabilities":[{"cve":{"id":"CVE-2024-1","published":"2024-01-01T00:00:00.000","descriptions":[],
                 "metrics":{},"configurations":[{"nodes":[{"cpeMatch":[{"vulnerable":true,
                  "criteria":"cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*","versionEndExcluding":"8.0"}]}]}]}}]}
                """);
        seed(
                seeds,
                "risk/epss/epss.csv",
                "#model_version:v2025,score_date:2026-01-01\ncve,epss,percentile\nCVE-2024-1,0.5,0.9\n");
        seed(seeds, "endoflife/debian.json", "[{\"cycle\":\"12\",\"eol\":\"2028-06-30\"}]");
        seed(seeds, "addresses/list.txt", "# name: a\n192.0.2.0/24 # x\n2001:db8::/32\n");
        for (String packed : List.of("os/oracle/oval.xml.bz2", "os/redhat/vex.tar.zst", "osv/Ubuntu/all.tar.xz")) {
            Path file = folder.resolve(packed);
            FeedFolder.pack(file, "<oval_definitions/>".getBytes(StandardCharsets.UTF_8));
            seeds.put(packed.replace('/', '_'), SourceTarget.input(packed, Files.readAllBytes(file)));
        }
        Fuzzing.run(SourceTarget.class, 1_500, seeds);
    }

    private static void seed(Map<String, byte[]> seeds, String name, String content) {
        seeds.put(name.replace('/', '_'), SourceTarget.input(name, content.getBytes(StandardCharsets.UTF_8)));
    }
}
