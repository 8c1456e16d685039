package io.plimsoll.feeds.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.Inventories;
import io.plimsoll.feeds.SigningKey;
import io.plimsoll.feeds.quality.Corpus.Judgement;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.testkit.QualityTable;
import io.plimsoll.testkit.Reviewed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small corpus of our own, which needs nothing beside the repository: versions at both ends of what the sample feed
/// says, and all that is to be found in each.
class SampleQualityTest {
    private static final String LABELS = """
            maven org.apache.logging.log4j:log4j-core 2.17.1
            maven org.apache.logging.log4j:log4j-core 2.17.0 CVE-2021-44832
            maven org.apache.logging.log4j:log4j-core 2.16.0 CVE-2021-44832 CVE-2021-45105
            maven org.apache.logging.log4j:log4j-core 2.15.0 CVE-2021-44832 CVE-2021-45105 CVE-2021-45046
            maven org.apache.logging.log4j:log4j-core 2.14.1 CVE-2021-44832 CVE-2021-45105 CVE-2021-45046 CVE-2021-44228
            maven org.apache.logging.log4j:log4j-core 2.12.4
            maven org.apache.logging.log4j:log4j-core 2.12.3 CVE-2021-44832
            maven org.springframework:spring-beans 5.3.20
            maven org.springframework:spring-beans 5.3.18 CVE-2022-22970
            maven org.springframework:spring-beans 5.3.17 CVE-2022-22970 CVE-2022-22965
            maven org.yaml:snakeyaml 2.0
            maven org.yaml:snakeyaml 1.33 CVE-2022-1471
            npm lodash 4.17.21
            npm lodash 4.17.20 CVE-2020-28500 CVE-2021-23337
            npm lodash 4.17.15 CVE-2020-28500 CVE-2021-23337 CVE-2020-8203
            npm lodash 3.6.0 CVE-2020-28500 CVE-2021-23337
            npm minimist 1.2.6
            npm minimist 1.2.5 CVE-2021-44906
            npm minimist 1.2.0 CVE-2021-44906 CVE-2020-7598
            npm minimist 0.2.4
            npm node-fetch 2.6.7
            npm node-fetch 2.6.1 CVE-2022-0235
            npm node-fetch 2.6.0 CVE-2022-0235 CVE-2020-15168
            npm node-fetch 1.7.3 CVE-2022-0235
            npm is-odd 3.0.1
            deb sudo 1.9.13p3-1+deb12u2
            deb sudo 1.9.13p3-1+deb12u1 CVE-2025-32462
            deb glibc 2.36-9+deb12u11 CVE-2010-4756 CVE-2025-8058
            deb nghttp2 1.52.0-1 CVE-2023-44487
            deb nghttp2 1.52.0-1+deb12u1
            deb openssl 3.0.14-1~deb12u2 CVE-2024-5535
            deb xz-utils 5.4.1-1
            """;

    @TempDir
    Path folder;

    @Test
    void findsWhatTheLabelsSayAndNothingElse() throws IOException {
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        Path file = folder.resolve("sample.bundle");
        FeedBuild.build(Path.of("src/dist/sample-feed"), file, key, Instant.parse("2026-11-23T00:00:00Z"));
        QualityTable table = new QualityTable("Matching, with the sample feed", "packages");
        try (Bundle bundle = Bundle.open(file, BundleTrust.in(List.of(key.publicKey())))) {
            Reviewed none = Reviewed.of(List.of());
            List<Judgement> judgements = Stream.of(PackageType.DEB, PackageType.MAVEN, PackageType.NPM)
                    .map(type -> corpus(type).judge(bundle, none))
                    .toList();
            judgements.forEach(judged -> table.add(judged.line()));
            System.out.println(table);
            assertThat(judgements).allSatisfy(Judgement::check);
        }
    }

    private static Corpus corpus(PackageType type) {
        List<String[]> rows = LABELS.lines()
                .map(line -> line.split(" "))
                .filter(row -> row[0].equals(type.purlType()))
                .toList();
        return Corpus.complete(
                type.purlType(),
                "sample",
                Inventories.of(
                        Inventories.BOOKWORM,
                        rows.stream().map(row -> software(type, row[1], row[2])).toList()),
                rows.stream()
                        .flatMap(row -> Arrays.stream(row).skip(3).map(id -> Label.of(row[1], row[2], id, null)))
                        .toList());
    }

    private static SoftwarePackage software(PackageType type, String name, String version) {
        return type == PackageType.DEB
                ? Inventories.deb(name, version, name, version)
                : Inventories.language(type, name, version);
    }
}
