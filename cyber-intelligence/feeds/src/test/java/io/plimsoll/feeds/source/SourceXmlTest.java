package io.plimsoll.feeds.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceXmlTest {
    @Test
    void givesElementsAttributesAndText() {
        List<String> seen = new ArrayList<>();
        try (SourceXml xml = open("<a x='1'><!-- no --><b> two <![CDATA[<3>]]>&amp;\n</b><c/></a>")) {
            while (xml.next()) {
                if (xml.isStartOf("a")) {
                    seen.add("a" + xml.attribute("x") + xml.attribute("y"));
                } else if (xml.isStartOf("b")) {
                    seen.add(xml.text());
                } else if (xml.isEndOf("c")) {
                    seen.add("c");
                }
            }
        }
        assertThat(seen).containsExactly("a1", "two <3>&", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a>",
                "<a></b>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>",
                "<a>&x;</a>",
                "<a><b>1<c/></b></a>",
            })
    void refusesWhatIsNoPlainXml(String text) {
        assertThatThrownBy(() -> readTexts(text)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThatThrownBy(() -> readTexts("<a>".repeat(1000))).hasMessageContaining("deeper than 60");
        assertThatThrownBy(() -> readTexts("<a><b>" + "x".repeat(2 << 20) + "</b></a>"))
                .hasMessageContaining("characters");
    }

    private static void readTexts(String text) {
        try (SourceXml xml = open(text)) {
            while (xml.next()) {
                if (xml.isStartOf("b")) {
                    xml.text();
                }
            }
        }
    }

    private static SourceXml open(String text) {
        return SourceXml.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
