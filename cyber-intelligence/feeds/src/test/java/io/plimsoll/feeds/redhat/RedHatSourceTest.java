package io.plimsoll.feeds.redhat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedHatSourceTest {
    private static final String RHEL_9 = "Red Hat:enterprise_linux:9";

    @TempDir
    Path folder;

    private final List<String> parts = new ArrayList<>();
    private final List<String> relationships = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private String remediations = "";

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(RedHatSource.in(folder)).isEmpty();
    }

    @Test
    void keepsTheAnswersApart() throws IOException {
        component("left-src", "left", "pkg:rpm/redhat/left@3.0.7-6.el9_2?arch=src&epoch=1");
        component("left-x", "left", "pkg:rpm/redhat/left@3.0.7-6.el9_2?arch=x86_64&epoch=1");
        component("libs-x", "left-libs", "pkg:rpm/redhat/left-libs@3.0.7-6.el9_2?arch=x86_64&epoch=1");
        component("libs-a", "left-libs", "pkg:rpm/redhat/left-libs@3.0.7-6.el9_2?arch=aarch64&epoch=1");
        component("right", "right", "");
        component("wont", "wont", "pkg:rpm/redhat/wont?arch=src");
        component("node", "nodejs:18/nodejs", "");
        component("open", "open%2B", "pkg:rpm/redhat/open%2B?arch=src");
        component("never", "never", "");
        status("fixed", "left-src", "left-x", "libs-x", "libs-a");
        status("known_affected", "right", "wont", "node");
        status("under_investigation", "open");
        status("known_not_affected", "never");
        remediations = """
                {"category": "no_fix_planned", "details": "Will not fix", "product_ids": ["R9:wont", "R9:node"]},
                {"category": "none_available", "details": "Affected", "product_ids": ["R9:right"]},
                {"category": "vendor_fix", "details": "Update.", "product_ids": ["R9:left-x"]}
                """;
        Harvest harvest = read();
        FeedAdvisory advisory = advisories(harvest).getFirst();
        assertThat(advisory.id()).isEqualTo("CVE-2023-1000");
        assertThat(advisory.title()).isEqualTo("left: reads past its end");
        assertThat(advisory.vectors())
                .containsExactly(new Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "redhat"));
        Answer fixed = new Answer.Affected(List.of(VersionRange.before("1:3.0.7-6.el9_2")), List.of());
        assertThat(advisory.affected())
                .containsExactly(
                        affected("left", fixed),
                        affected("left-libs", fixed),
                        affected("right", new Answer.Unfixed("Affected")),
                        affected("wont", new Answer.WillNotFix("Will not fix")),
                        affected("nodejs", new Answer.Undetermined()),
                        affected("open+", new Answer.Undetermined()),
                        affected("never", new Answer.NotAffected()));
        assertThat(((Facts.Advisories) harvest.facts()).covered()).containsExactly(new Covered(RHEL_9, false));
        assertThat(harvest.date()).isEqualTo("2024-05-06T07:08:09+00:00");
    }

    @Test
    void givesTheAnswerAboutAComponentToEveryPackageOfThatSource() throws IOException {
        component("left-src", "left", "pkg:rpm/redhat/left@3.0.7-6.el9_2?arch=src");
        component("libs-x", "left-libs", "pkg:rpm/redhat/left-libs@3.0.7-6.el9_2?arch=x86_64");
        component("other-x", "other", "pkg:rpm/redhat/other@1.0-1.el9?arch=x86_64");
        status("fixed", "left-src", "libs-x", "other-x");
        write("cve-2022-1000.json");
        parts.clear();
        relationships.clear();
        statuses.clear();
        component("left", "left", "");
        status("known_affected", "left");
        assertThat(advisories(read()))
                .filteredOn(advisory -> advisory.id().equals("CVE-2023-1000"))
                .singleElement()
                .satisfies(advisory -> assertThat(advisory.affected())
                        .containsExactly(
                                affected("left", new Answer.Unfixed("")),
                                affected("left-libs", new Answer.Unfixed(""))));
    }

    @Test
    void keepsTheStreamsOfModulesApart() throws IOException {
        component("node-x", "nodejs", "pkg:rpm/redhat/nodejs@18.12.1-2.el9?arch=x86_64&epoch=1&rpmmod=nodejs:18:9:ab");
        status("fixed", "node-x");
        assertThat(advisories(read()).getFirst().affected())
                .containsExactly(affected(
                        "nodejs",
                        new Answer.Affected(
                                List.of(new VersionRange("1:18", new End.Fixed("1:18.12.1-2.el9"))), List.of())));
    }

    /// As in CVE-2020-11023: each stream is fixed in versions of its own, and the highest of them is the main stream's.
    @Test
    void judgesTheMainStreamByNothingThatIsSoldBesideIt() throws IOException {
        release("AppStream-9.0.0.Z.E4S", "cpe:/a:redhat:rhel_e4s:9.0::appstream");
        release("BaseOS-8.6.0.Z.EUS", "cpe:/o:redhat:rhel_eus:8.6::baseos");
        release("BaseOS-8.2.0.Z.AUS", "cpe:/o:redhat:rhel_aus:8.2::baseos");
        release("AppStream-9.2.0.Z.TUS", "cpe:/a:redhat:enterprise_linux:9.2::appstream");
        release("10.0.Z.EUS", "cpe:/o:redhat:enterprise_linux_eus:10.0");
        for (String sold : List.of(
                "AppStream-9.0.0.Z.E4S",
                "BaseOS-8.6.0.Z.EUS",
                "BaseOS-8.2.0.Z.AUS",
                "AppStream-9.2.0.Z.TUS",
                "10.0.Z.EUS")) {
            component(sold, sold + "-left", "left", "pkg:rpm/redhat/left@11.2.1-9.5.el9_0?arch=x86_64");
        }
        component("left-x", "left", "pkg:rpm/redhat/left@11.5.0-5.el9_5?arch=x86_64");
        status("fixed", "left-x");
        statuses.add("\"known_not_affected\": [\"BaseOS-8.2.0.Z.AUS:BaseOS-8.2.0.Z.AUS-left\"]");
        alsoFixed("AppStream-9.0.0.Z.E4S", "BaseOS-8.6.0.Z.EUS", "AppStream-9.2.0.Z.TUS", "10.0.Z.EUS");
        Harvest harvest = read();
        assertThat(advisories(harvest).getFirst().affected())
                .containsExactly(affected(
                        "left", new Answer.Affected(List.of(VersionRange.before("11.5.0-5.el9_5")), List.of())));
        assertThat(((Facts.Advisories) harvest.facts()).covered()).containsExactly(new Covered(RHEL_9, false));
    }

    /// The newest minor release is the main stream, whatever else it is called.
    @Test
    void takesTheStreamThatIsBothForTheMainStream() throws IOException {
        release("AppStream-9.4.0.Z.MAIN.EUS", "cpe:/a:redhat:rhel_eus:9.4::appstream");
        component("AppStream-9.4.0.Z.MAIN.EUS", "left-x", "left", "pkg:rpm/redhat/left@1.0-2.el9_4?arch=x86_64");
        statuses.add("\"fixed\": [\"AppStream-9.4.0.Z.MAIN.EUS:left-x\"]");
        assertThat(advisories(read()).getFirst().affected())
                .containsExactly(
                        affected("left", new Answer.Affected(List.of(VersionRange.before("1.0-2.el9_4")), List.of())));
    }

    /// A package of a module is a component of the module, which is a component of the release.
    @Test
    void followsAPackageOfAModuleToItsRelease() throws IOException {
        component("gimp:2.8:9080:06", "gimp:2.8:9080:06", "pkg:rpmmod/redhat/gimp@2.8:9080:06");
        component(
                "R9:gimp:2.8:9080:06",
                "gimp-x",
                "gimp-2:2.8.22-26.el9.x86_64",
                "pkg:rpm/redhat/gimp@2.8.22-26.el9?arch=x86_64&epoch=2");
        statuses.add("\"fixed\": [\"R9:gimp:2.8:9080:06:gimp-x\"]");
        assertThat(advisories(read()).getFirst().affected())
                .containsExactly(affected(
                        "gimp",
                        new Answer.Affected(
                                List.of(new VersionRange("2:2.8", new End.Fixed("2:2.8.22-26.el9"))), List.of())));
    }

    /// The documents of 2026 (security.access.redhat.com/data/csaf/v2/vex-feed) name the source of a fix only.
    @Test
    void takesTheSourceOfAFixForItsPackages() throws IOException {
        component("left-src", "left", "pkg:rpm/redhat/left@1.0-1.el9?arch=src&epoch=0");
        component("libs-x", "left-libs", "pkg:rpm/redhat/left-libs@1.0-1.el9?arch=x86_64");
        status("fixed", "left-src", "libs-x");
        write("cve-2022-1000.json");
        parts.clear();
        relationships.clear();
        statuses.clear();
        component("left-src", "left", "pkg:rpm/redhat/left@1.0-2.el9?arch=src&epoch=0");
        status("fixed", "left-src");
        Answer fixed = new Answer.Affected(List.of(VersionRange.before("1.0-2.el9")), List.of());
        assertThat(advisories(read()))
                .filteredOn(advisory -> advisory.id().equals("CVE-2023-1000"))
                .singleElement()
                .satisfies(advisory -> assertThat(advisory.affected())
                        .containsExactly(affected("left", fixed), affected("left-libs", fixed)));
    }

    @Test
    void passesOverOtherProducts() throws IOException {
        component("left", "left", "");
        status("known_affected", "left");
        write("cve-2023-1000.json", "cpe:/a:redhat:openshift:4.12::el9");
        assertThat(advisories(RedHatSource.in(folder).getFirst().read())
                        .getFirst()
                        .affected())
                .isEmpty();
    }

    /// As Red Hat publishes them (security.access.redhat.com/data/csaf/v2/vex).
    @Test
    void readsAPackedArchive() throws IOException {
        component("left", "left", "");
        status("known_affected", "left");
        write("cve-2023-1000.json");
        Path document = folder.resolve("os/redhat/vex/2023/cve-2023-1000.json");
        FeedFolder feeds = new FeedFolder(folder.resolve("packed"));
        feeds.tar("os/redhat/vex.tar.zst", Map.of("2023/cve-2023-1000.json", Files.readString(document)));
        assertThat(advisories(RedHatSource.in(feeds.root()).getFirst().read())
                        .getFirst()
                        .affected())
                .containsExactly(affected("left", new Answer.Unfixed("")));
    }

    @Test
    void refusesWhatIsNoVex() throws IOException {
        for (String text : List.of("", "{}", "{\"document\": {\"category\": \"csaf_vex\"}}")) {
            new FeedFolder(folder).text("os/redhat/vex/2023/cve-2023-1000.json", text);
            assertThatThrownBy(() -> RedHatSource.in(folder).getFirst().read())
                    .as(text)
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }

    private void release(String id, String cpe) {
        parts.add("{\"category\": \"product_name\", \"product\": {\"name\": \"Red Hat\", \"product_id\": \"" + id
                + "\", \"product_identification_helper\": {\"cpe\": \"" + cpe + "\"}}}");
    }

    /// The component that bears the name of its release is fixed there as well.
    private void alsoFixed(String... releases) {
        String ids = List.of(releases).stream()
                .map(id -> "\"" + id + ":" + id + "-left\"")
                .collect(java.util.stream.Collectors.joining(", "));
        statuses.set(0, statuses.getFirst().replace("]", ", " + ids + "]"));
    }

    private void component(String id, String name, String purl) {
        component("R9", id, name, purl);
    }

    private void component(String release, String id, String name, String purl) {
        String helper = purl.isEmpty() ? "" : ", \"product_identification_helper\": {\"purl\": \"" + purl + "\"}";
        parts.add("{\"category\": \"product_version\", \"product\": {\"name\": \"" + name + "\", \"product_id\": \""
                + id + "\"" + helper + "}}");
        relationships.add("{\"full_product_name\": {\"product_id\": \"" + release + ":" + id
                + "\"}, \"product_reference\": \"" + id + "\", \"relates_to_product_reference\": \"" + release
                + "\"}");
    }

    private void status(String status, String... ids) {
        statuses.add("\"" + status + "\": ["
                + String.join(
                        ", ",
                        List.of(ids).stream().map(id -> "\"R9:" + id + "\"").toList()) + "]");
    }

    private Harvest read() throws IOException {
        write("cve-2023-1000.json");
        return RedHatSource.in(folder).getFirst().read();
    }

    private void write(String file) throws IOException {
        write(file, "cpe:/o:redhat:enterprise_linux:9::baseos");
    }

    private void write(String file, String cpe) throws IOException {
        new FeedFolder(folder).text("os/redhat/vex/2023/" + file, """
                {"document": {"category": "csaf_vex", "aggregate_severity": {"text": "Important"},
                   "tracking": {"current_release_date": "2024-05-06T07:08:09+00:00"}, "title": "left"},
                 "product_tree": {"branches": [{"category": "vendor", "branches": [
                   {"category": "product_family", "branches": [{"category": "product_name", "product": {"name": "Red Hat",
                      "product_id": "R9", "product_identification_helper": {"cpe": "%s"}}}]},
                   {"category": "architecture", "branches": [%s]}]}],
                  "relationships": [%s]},
                 "vulnerabilities": [{"cve": "%s", "title": "left: reads past its end",
                   "release_date": "2023-02-03T00:00:00+00:00",
                   "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}, "products": []}],
                   "product_status": {%s}, "remediations": [%s]}]}
                """.formatted(
                        cpe,
                        String.join(", ", parts),
                        String.join(", ", relationships),
                        file.replace(".json", "").toUpperCase(Locale.ROOT),
                        String.join(", ", statuses),
                        remediations));
    }

    private static Affected affected(String name, Answer answer) {
        return new Affected(new AdvisedPackage(RHEL_9, name), Severity.HIGH, answer);
    }

    private static List<FeedAdvisory> advisories(Harvest harvest) {
        return ((Facts.Advisories) harvest.facts()).advisories();
    }
}
