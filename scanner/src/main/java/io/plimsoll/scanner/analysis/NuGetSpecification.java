package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the `ID.nuspec` of an unpacked package (".nuspec reference"): `id` and `version` in `metadata`.
/// Without document types and entities, which no such file needs.
final class NuGetSpecification {
    private static final int DEPTH_OF_FIELDS = 3;

    private NuGetSpecification() {}

    static PackageEvidence read(FilePath file, FileBytes content) throws MalformedInput {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(file, factory.createXMLStreamReader(content.open()));
        } catch (XMLStreamException e) {
            throw new MalformedInput("not sound XML: " + e.getMessage());
        }
    }

    private static PackageEvidence read(FilePath file, XMLStreamReader xml) throws XMLStreamException {
        String id = "";
        String version = "";
        int depth = 0;
        while (xml.hasNext() && (id.isEmpty() || version.isEmpty())) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT && ++depth == DEPTH_OF_FIELDS) {
                switch (xml.getLocalName()) {
                    case "id" -> {
                        id = xml.getElementText().strip();
                        depth--;
                    }
                    case "version" -> {
                        version = xml.getElementText().strip();
                        depth--;
                    }
                    default -> {}
                }
            }
        }
        return NuGet.evidence(file, id, version);
    }
}
