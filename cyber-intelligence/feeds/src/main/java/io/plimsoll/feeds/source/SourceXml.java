package io.plimsoll.feeds.source;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// XML of strangers, read element by element within limits. A document type is refused, and with it every entity: no
/// feed needs one, and they can read files, call addresses and multiply.
public final class SourceXml implements AutoCloseable {
    private static final int MAX_DEPTH = 60;
    private static final int MAX_TEXT = 1 << 20;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int depth;

    private SourceXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it names something outside of it");
        });
        return factory;
    }

    /// @throws UnreadableSourceException if it does not begin as XML does
    public static SourceXml open(InputStream in) {
        try {
            return new SourceXml(FACTORY.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /// Goes on to the next beginning or end of an element.
    ///
    /// @return false at the end of the document
    /// @throws UnreadableSourceException if it is no XML, has a document type or is too deep
    public boolean next() {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        depth++;
                        if (depth > MAX_DEPTH) {
                            throw new UnreadableSourceException("its elements are nested deeper than " + MAX_DEPTH);
                        }
                        return true;
                    }
                    case XMLStreamReader.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
                        throw new UnreadableSourceException("it has a document type or an entity");
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    public boolean isStartOf(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    public boolean isEndOf(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    /// Empty where the attribute is missing.
    public String attribute(String name) {
        @Nullable String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /// The text of the element at whose beginning the reader stands; it stands at the end then. Elements within are an
    /// error.
    public String text() {
        try {
            StringBuilder text = new StringBuilder();
            while (reader.next() != XMLStreamReader.END_ELEMENT) {
                if (!reader.isCharacters()) {
                    throw new UnreadableSourceException("an element holds more than text");
                }
                text.append(reader.getText());
                if (text.length() > MAX_TEXT) {
                    throw new UnreadableSourceException("an element has more than " + MAX_TEXT + " characters");
                }
            }
            depth--;
            return text.toString().strip();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static UnreadableSourceException broken(XMLStreamException e) {
        return new UnreadableSourceException(
                "it is no XML that we read: " + OneLine.of(String.valueOf(e.getMessage())));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }
}
