package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of an XML document, by local names. Document types are refused, and with them all entities but the five
/// of XML itself.
///
/// @param text what stands directly in it, stripped
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    private static final int LONGEST_DECLARATION = 300;
    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml[^>]{1,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    /// Reads one document.
    static XmlElement parse(FileBytes content) throws MalformedInput {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(decoded(content)));
            try {
                return root(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedInput("not sound XML: " + lastLine(e));
        }
    }

    /// The text; the encoding is what the byte order mark or the XML declaration says. Left to itself the JDK
    /// writes about bytes that do not fit to standard error.
    private static String decoded(FileBytes content) throws MalformedInput {
        byte[] start = new byte[Math.min(content.size(), LONGEST_DECLARATION)];
        content.copy(0, start, 0, start.length);
        Matcher declared = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
        try {
            return TextLines.decoded(
                    content, declared.lookingAt() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MalformedInput("its encoding is not known here");
        }
    }

    /// The message without the position that the JDK writes in a line before it.
    private static String lastLine(XMLStreamException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .reduce((first, second) -> second)
                .orElse("");
    }

    /// The children of that name.
    Stream<XmlElement> all(String child) {
        return children.stream().filter(one -> one.name().equals(child));
    }

    /// What is found by going down one child of each name after another, all of the last.
    Stream<XmlElement> below(String... path) {
        Stream<XmlElement> found = Stream.of(this);
        for (String step : path) {
            found = found.flatMap(one -> one.all(step));
        }
        return found;
    }

    /// The text of the first child of that name; empty where there is none.
    String textOf(String child) {
        return all(child).map(XmlElement::text).findFirst().orElse("");
    }

    /// The value of an attribute; empty where there is none.
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    private static XmlElement root(XMLStreamReader reader) throws XMLStreamException, MalformedInput {
        DataBuilder builder = new DataBuilder();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new MalformedInput("it has a document type, which is refused");
                case XMLStreamConstants.START_ELEMENT -> root = element(reader, builder);
                default -> {}
            }
        }
        if (root == null) {
            throw new MalformedInput("not sound XML: there is no element");
        }
        return root;
    }

    private static XmlElement element(XMLStreamReader reader, DataBuilder builder)
            throws XMLStreamException, MalformedInput {
        builder.count();
        builder.enter();
        String name = reader.getLocalName();
        Map<String, String> attributes = attributes(reader, builder);
        List<XmlElement> children = new ArrayList<>(2);
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, builder));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedInput("it has an entity, which is refused");
                default -> {}
            }
        }
        builder.leave();
        return new XmlElement(name, attributes, children, text.toString().strip());
    }

    private static Map<String, String> attributes(XMLStreamReader reader, DataBuilder builder) throws MalformedInput {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            builder.count();
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }
}
