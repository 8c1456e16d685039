package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Gap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void saysThatNothingWasMatchedInsteadOfNoFindings() {
        assertThat(ScanFormat.HTML.write(SampleReport.withoutBundle(), 80, false))
                .contains("<strong>Incomplete</strong>")
                .contains("Nothing was matched: no intelligence bundle.")
                .doesNotContain("No findings.");
    }

    @Test
    void saysTheSeverityInWordsAndMarksWhatViolates() {
        assertThat(page(List.of()))
                .contains("<strong>Violated</strong> 1 rule broken.")
                .contains("<dd>2026-11-02T10:20:30Z</dd>")
                .contains(
                        "<tr class=\"violating\">\n<td data-order=\"5 9.1\"><span class=\"severity critical\">critical</span> 9.1")
                .contains("<strong class=\"kev\">exploited</strong>")
                .contains("<small>SSVC: proof of concept, can be automated, partial impact</small>")
                .contains("4.17.19, 4.18.0");
    }

    @Test
    void letsNoNameBecomeMarkup() {
        assertThat(page(List.of(new Gap("c", "</li><script>alert(1)</script>\" onload='x'", ""))))
                .contains("evil\\u{1b}[2J\\u{202e}&lt;b&gt;")
                .contains("&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39;")
                .doesNotContain("<b>")
                .doesNotContain("<script>alert");
    }

    @Test
    void loadsNothingFromElsewhereAndAllowsItsOwnScriptAlone() {
        String page = page(List.of());
        String script = page.substring(page.indexOf("<script>") + 8, page.indexOf("</script>"));
        String hash =
                Base64.getEncoder().encodeToString(Digest.sha256().digest(script.getBytes(StandardCharsets.UTF_8)));
        assertThat(page)
                .contains("default-src 'none';")
                .contains("script-src 'sha256-" + hash + "'")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("url(")
                .doesNotContain("@import");
        assertThat(page.chars()).allMatch(c -> c < 0x7f);
    }

    private static String page(List<Gap> gaps) {
        return ScanFormat.HTML.write(SampleReport.report(gaps), 80, false);
    }
}
