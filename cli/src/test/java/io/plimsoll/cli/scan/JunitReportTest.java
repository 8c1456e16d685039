package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Gap;
import io.plimsoll.policy.Mode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitReportTest {
    @Test
    void reportsNothingMatchedAsAnErrorAndNeverAsAPassedSuite() throws Exception {
        Document xml = parsed(ScanFormat.JUNIT.write(SampleReport.withoutBundle(), 80, false));
        assertThat(suite(xml, "findings").getAttribute("skipped")).isEqualTo("1");
        Element completeness = suite(xml, "completeness");
        assertThat(completeness.getAttribute("errors")).isEqualTo("1");
        assertThat(cases(completeness).getFirst().getAttribute("name")).contains("no intelligence bundle");
    }

    @Test
    void failsOneCaseForEachViolationAndForEachFindingThatViolates() throws Exception {
        Document xml = parsed(ScanFormat.JUNIT.write(SampleReport.report(List.of()), 80, false));

        Element policies = suite(xml, "policies");
        assertThat(policies.getAttribute("failures")).isEqualTo("1");
        assertThat(message(cases(policies).getFirst(), "failure")).isEqualTo("CVE-2019-10744 (critical)");

        List<Element> findings = cases(suite(xml, "findings"));
        assertThat(findings).hasSize(2);
        assertThat(message(findings.getFirst(), "failure"))
                .isEqualTo("critical, exploited: Prototype pollution; fixed in 4.17.19 or 4.18.0");
        assertThat(findings.getLast().getElementsByTagName("failure").getLength())
                .isZero();

        assertThat(cases(suite(xml, "completeness")).getFirst().getAttribute("name"))
                .isEqualTo("everything was seen and assessed");
        Element all = xml.getDocumentElement();
        assertThat(List.of(all.getAttribute("tests"), all.getAttribute("failures"), all.getAttribute("errors")))
                .containsExactly("4", "2", "0");
    }

    @Test
    void whatBreaksAPolicyInAuditIsSkippedAndFailsNothing() throws Exception {
        ScanReport report = SampleReport.report(List.of(), Mode.AUDIT);
        assertThat(report.verdict().exitCode()).isZero();
        Document xml = parsed(ScanFormat.JUNIT.write(report, 80, false));
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("0");
        assertThat(message(cases(suite(xml, "policies")).getFirst(), "skipped"))
                .isEqualTo("recorded only: CVE-2019-10744 (critical)");
    }

    @Test
    void reportsEveryGapAsAnErrorOfItsOwn() throws Exception {
        Document xml = parsed(ScanFormat.JUNIT.write(
                SampleReport.report(List.of(new Gap("limit-bytes", "too long", "/x"), new Gap("a", "b", ""))),
                80,
                false));
        assertThat(cases(suite(xml, "completeness")))
                .extracting(c -> message(c, "error"))
                .containsExactly("too long (/x)", "b");
    }

    @Test
    void writesHostileNamesAsTextThatEveryParserTakes() throws Exception {
        String hostile = "]]>\u0000\ufffe<b a=\"'&\ud83d\ude00\u202e";
        Document xml =
                parsed(ScanFormat.JUNIT.write(SampleReport.report(List.of(new Gap("c", hostile, ""))), 80, false));
        assertThat(message(cases(suite(xml, "completeness")).getFirst(), "error"))
                .isEqualTo("]]>\\u{0}\\u{fffe}<b a=\"'&\ud83d\ude00\\u{202e}");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static Element suite(Document xml, String name) {
        return elements(xml.getDocumentElement(), "testsuite").stream()
                .filter(s -> s.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> cases(Element suite) {
        return elements(suite, "testcase");
    }

    private static String message(Element testCase, String outcome) {
        return elements(testCase, outcome).getFirst().getAttribute("message");
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        var nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
